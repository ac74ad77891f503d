"""A resident on the way from one party to another; signals, questions, feedback.

Words: docs/glossary.md. Rules: docs/rules.md.
"""
