"""The one parser of Finnish numbers, dates and codes (domain.md 7.2).

Every `parse_*` takes what a cell or a form field holds (text, number, date or nothing) and returns `Parsed`: the value
(None = missing, never 0) and warning codes. What cannot be read raises `ParseError` with a code; `message` turns codes
into sentences in Finnish, English and Swedish. Nothing depends on the language of the interface (stack.md trap 2).
"""

from config.common.parsing.codes import parse_business_id, parse_code, parse_text, parse_yes_no
from config.common.parsing.dates import parse_date, parse_datetime, parse_time
from config.common.parsing.messages import MESSAGES, message, worded
from config.common.parsing.months import month_number, parse_month, parse_period
from config.common.parsing.numbers import (
    header_unit,
    parse_hours,
    parse_number,
    parse_percent,
    percent_scale_is_unclear,
)
from config.common.parsing.result import Parsed, ParseError, PercentNumber

__all__ = [
    "MESSAGES",
    "ParseError",
    "Parsed",
    "PercentNumber",
    "header_unit",
    "message",
    "month_number",
    "parse_business_id",
    "parse_code",
    "parse_date",
    "parse_datetime",
    "parse_hours",
    "parse_month",
    "parse_number",
    "parse_percent",
    "parse_period",
    "parse_text",
    "parse_time",
    "parse_yes_no",
    "percent_scale_is_unclear",
    "worded",
]
