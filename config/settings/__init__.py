"""Settings by place: `local` (a laptop, the demo), `test` and `production`. All three stand on `base`."""
