"""Orders of the shop: totals, labels and the mail that goes out."""

import asyncio
import subprocess


class Order:
    def __init__(self, number, lines, country="DE"):
        self.number = number
        self.lines = lines
        self.country = country

    def total(self):
        return sum(price * count for price, count in self.lines)


def merge(orders, into={}):
    # An old mistake: nobody touched this line, so that nobody hears of it today.
    for order in orders:
        into[order.number] = order
    return into


async def send_mail(address, text):
    await asyncio.sleep(0.1)
    print(f"to {address}: {text}")


async def confirm(order, address):
    await send_mail(address, f"Order {order.number} is on its way")


def print_label(order):
    subprocess.run(["lpr", "-P", "labels", f"label-{order.number}.pdf"], check=True)
