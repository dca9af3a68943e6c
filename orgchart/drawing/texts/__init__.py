"""Texts in pictures: what they may hold, how wide they are, where they break and lead to."""
