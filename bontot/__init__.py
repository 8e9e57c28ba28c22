"""Bốn Tốt: the Party's organisations at the grassroots, kept so that every figure opens into its names."""

__version__ = "0.1.0"
