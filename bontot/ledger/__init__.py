"""Sổ quyết định. Identities, facts with two times, decisions and acts; the only chapter that writes facts."""
