"""Khung điểm đang dùng. Which frameworks hold on a day: those that are shipped and the versions that offices have made of them."""
