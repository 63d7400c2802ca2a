"""Measurements as ratios: times of one machine in one run, never a promise in seconds."""
