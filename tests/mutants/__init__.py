"""
Mutation tests: break the code in one place at a time, and see whether a test notices.

Run them from the project's folder with ``make mutants``; the table is docs/mutants.md.
"""
