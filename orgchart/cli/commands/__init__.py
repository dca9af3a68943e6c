"""The commands as they are typed: arguments, options, help. They load no history code."""
