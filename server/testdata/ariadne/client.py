"""Runs the generated client against the server whose URL is the argument: a list with a filter, an order and pages, in variables."""

import sys
from decimal import Decimal

from firm_client import Client
from firm_client.enums import Direction, StateFundLevel
from firm_client.exceptions import GraphQLClientGraphQLMultiError
from firm_client.input_types import FirmFilter, FirmOrder, IntFilter, TextFilter

client = Client(url=sys.argv[1])
filters = FirmFilter(name=TextFilter(in_=["UISEE", "Changxin Xinqiao"]), foundedYear=IntFilter(gte=2012))
order = [FirmOrder(foundedYear=Direction.DESC)]
rows, after = [], None
while True:
    page = client.firms(filter_=filters, order_by=order, first=1, after=after).firms
    rows += page.nodes
    after = page.page_info.end_cursor
    if not page.page_info.has_next_page:
        break
assert [(row.name, row.valuation_usd, row.unicorn_since) for row in rows] == [
    ("Changxin Xinqiao", None, None),
    ("UISEE", Decimal("1080000000"), "2021-01-25"),
], rows
funds = [(fund.name, fund.level) for fund in rows[1].investors.nodes]
assert funds == [("National Manufacturing Transformation and Upgrading Fund", StateFundLevel.CENTRAL)], funds
try:
    client.firms(first=5000)
except GraphQLClientGraphQLMultiError as error:
    assert [e.extensions["code"] for e in error.errors] == ["INVALID_ARGUMENT"], error
else:
    raise AssertionError("a page of 5,000 rows is answered")
print("ok")
