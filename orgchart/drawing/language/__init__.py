"""The words of pictures and dates, in several languages."""
