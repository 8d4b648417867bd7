"""Texts to take along: Markdown, EPUB and PDF, and the pictures that go with shared links."""
