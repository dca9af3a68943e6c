"""What a picture is made of: positioned primitives, their colours, their DOT text."""
