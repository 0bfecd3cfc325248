"""Briefings: two pages for Word, eight slides for PowerPoint, and their PDF."""
