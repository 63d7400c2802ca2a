"""Deliveries of workbooks: reading, judging every row, controls. Writing happens in `reporting/actions/imports.py`.

`workbook` opens files, `table` finds the heading and sorts rows, `columns` reads cells, `base` judges a row, one file
per kind says what its columns mean, `registry` lists the kinds, `delivery` reads a whole folder in order.
"""
