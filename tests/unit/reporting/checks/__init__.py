"""Tests of reporting/checks."""
