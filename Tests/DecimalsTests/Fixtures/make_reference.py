#!/usr/bin/env python3
"""Writes the reference tables of the Decimals tests beside this script.

The values come from Python's integers, `decimal` and `fractions`, and from mpmath (1.3.0) at 60 digits for the powers
that are not rational. Run it again after changing it: `python3 make_reference.py`. Its output is always the same.
"""

import csv
import decimal
import math
import pathlib
import random
from decimal import Decimal
from fractions import Fraction

import mpmath

HERE = pathlib.Path(__file__).parent
MODES = {
    "halfUp": decimal.ROUND_HALF_UP,
    "halfEven": decimal.ROUND_HALF_EVEN,
    "down": decimal.ROUND_DOWN,
    "up": decimal.ROUND_UP,
    "floor": decimal.ROUND_FLOOR,
    "ceiling": decimal.ROUND_CEILING,
}
decimal.getcontext().prec = 400
mpmath.mp.dps = 60


def write(name, header, rows):
    with open(HERE / name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def truncated(dividend, divisor):
    quotient = abs(dividend) // abs(divisor)
    if (dividend < 0) != (divisor < 0):
        quotient = -quotient
    return quotient, dividend - quotient * divisor


def integers(source):
    """Pairs of integers around the limits of the limbs, and of many sizes."""
    edges = [0, 1, -1, 9, 10, -10, 10**18 - 1, 10**18, 10**19 + 1, -(10**38) - 1]
    for bits in (31, 32, 62, 63, 64, 65, 127, 128, 129, 192, 256):
        edges += [2**bits - 1, 2**bits, -(2**bits), 2**bits + 1, -(2**bits) - 1]
    pairs = [(source.choice(edges), source.choice(edges)) for _ in range(150)]
    for _ in range(150):
        left, right = (source.getrandbits(source.choice((20, 63, 64, 65, 128, 200, 500))) for _ in range(2))
        pairs.append((left * source.choice((1, -1)), right * source.choice((1, -1))))
    # Divisions in which the estimate of a digit of the quotient is too large, and must be taken back.
    base = 2**64
    for top in (base // 2, base // 2 + 1, base - 1):
        for low in (0, 1, base - 1):
            divisor = (top * base + low) * base + base - 1
            for digits in (1, base - 1, base // 2):
                pairs.append((divisor * digits * base + divisor - 1, divisor))
                pairs.append((divisor * digits - 1, divisor))
                pairs.append(((top * base + max(low - 1, 0)) * base**2 + digits, divisor))
    for left, right in pairs:
        quotient, remainder = truncated(left, right) if right else ("", "")
        yield left, right, left + right, left - right, left * right, quotient, remainder, math.gcd(left, right)


def roundings(source):
    """Decimal numbers rounded by `decimal`, many of them half-way cases."""
    texts = ["0", "0.5", "-0.5", "1.5", "-1.5", "2.5", "-2.5", "0.05", "0.15", "-0.25", "9.995", "-9.995", "0.004",
             "-0.004", "999999999999999999.5", "-999999999999999999.5", "9223372036854775807.5", "1234.5000000000001",
             "-1234.4999999999999", "123456789012.345678901234567890"]
    for _ in range(60):
        digits = source.choice((1, 3, 9, 17, 18, 19, 29))
        number = Decimal(source.randrange(-(10**digits), 10**digits)).scaleb(-source.randrange(0, 18))
        texts.append(f"{number:f}")
        texts.append(f"{number:f}" + ("5" if "." in f"{number:f}" else ".5"))
    for text in texts:
        places = source.choice((0, 1, 2, 3, 6)) if source.random() < 0.5 else max(len(text.partition(".")[2]) - 1, 0)
        unit = Decimal(1).scaleb(-places)
        results = [f"{Decimal(text).quantize(unit, mode):f}" for mode in MODES.values()]
        # Python keeps the sign of a zero; here zero has none.
        results = [result.lstrip("-") if Decimal(result) == 0 else result for result in results]
        yield text, places, *results


def rounded(value, places, mode):
    """A fraction rounded from the definition of each mode, as text."""
    scaled = value * 10**places
    low, high = math.floor(scaled), math.ceil(scaled)
    toward, away = (low, high) if value >= 0 else (high, low)
    half = Fraction(low + high, 2) if low != high else None
    nearest = low if half is None or scaled < half else high
    units = {"floor": low, "ceiling": high, "down": toward, "up": away, "halfUp": nearest, "halfEven": nearest}[mode]
    if scaled == half and mode == "halfUp":
        units = away
    if scaled == half and mode == "halfEven":
        units = low if low % 2 == 0 else high
    return decimal_text(units, places)


def decimal_text(units, places):
    digits = str(abs(units)).rjust(places + 1, "0")
    text = digits if places == 0 else digits[:-places] + "." + digits[-places:]
    return "-" + text if units < 0 else text


def divisions(source):
    """Fractions rounded in every mode, many of them half-way cases."""
    fractions = [(1, 3), (-1, 3), (2, 3), (-2, 3), (1, 2), (-1, 2), (3, 2), (5, 2), (1, 8), (-3, 8), (28, 30), (10, 17)]
    for _ in range(60):
        bits = source.choice((4, 16, 40, 63, 64, 100, 200))
        numerator, denominator = source.getrandbits(bits), source.getrandbits(bits) + 1
        fractions.append((numerator * source.choice((1, -1)), denominator))
        odd = source.randrange(1, 10**12) * 2 + 1
        fractions.append((odd * denominator * source.choice((1, -1)), 2000 * denominator))
    for numerator, denominator in fractions:
        places = source.choice((0, 2, 3, 4, 18))
        value = Fraction(numerator, denominator)
        yield numerator, denominator, places, *(rounded(value, places, mode) for mode in MODES)


def significant(value, digits):
    """A positive fraction rounded to significant digits, half to even, without trailing zeros."""
    with decimal.localcontext() as context:
        context.prec = 400
        exponent = (Decimal(value.numerator) / Decimal(value.denominator)).adjusted()
    scaled = value * Fraction(10) ** (digits - 1 - exponent)
    units = Fraction(round(scaled)) / Fraction(10) ** (digits - 1 - exponent)
    power = 0
    while (units * 10**power).denominator != 1:
        power += 1
    return decimal_text(int(units * 10**power), power)


def price_factors(source):
    """base raised to log2(x), to 18 significant digits."""
    ratios = [Fraction(2) ** exponent for exponent in range(-12, 13)]
    ratios += [Fraction(*pair) for pair in (
        (1, 3), (5, 4), (28, 30), (3, 2), (2, 3), (5, 2), (2, 5), (10, 20), (20, 10), (7, 1), (3, 1), (1, 7), (24, 36),
        (100, 48), (1000, 1), (1, 1000), (999, 1000), (1000001, 1000000), (10**12 + 1, 10**12), (10**30 + 1, 10**30),
        (2**64 + 1, 2**64), (3 * 2**40, 1), (1, 3 * 2**40), (10**15, 7), (2**70, 2**35 + 1))]
    ratios += [Fraction(source.randrange(1, 1000), source.randrange(1, 1000)) for _ in range(25)]
    for base in ("1.7", "1.9", "1.95", "0.8", "1.0001", "3"):
        # Powers so near to the half-way case 1 + 5e-18 that the first precision cannot tell which side they are on.
        hard = []
        for offset in ("1e-37", "-1e-37", "1e-45", "-1e-45"):
            target = 1 + mpmath.mpf("5e-18") + mpmath.mpf(offset)
            x = mpmath.power(target, mpmath.log(2) / mpmath.log(mpmath.mpf(base)))
            hard.append(Fraction(int(mpmath.nint(x * mpmath.mpf(10) ** 55)), 10**55))
        for x in ratios + hard:
            exponent = math.log2(x)
            if exponent == int(exponent) and Fraction(2) ** int(exponent) == x:
                power = Fraction(base) ** int(exponent)
            else:
                logarithm = mpmath.log(mpmath.mpf(x.numerator) / x.denominator, 2)
                number = mpmath.power(mpmath.mpf(base), logarithm)
                mantissa, shift = int(number.man), int(number.exp)
                power = Fraction(mantissa) * Fraction(2) ** shift
                # The digits after the 18th must not be so near to a half that 60 digits could not tell.
                near = [significant(power * (1 + sign * Fraction(1, 10**50)), 18) for sign in (-1, 1)]
                assert near[0] == near[1], (base, x)
            yield base, x.numerator, x.denominator, significant(power, 18)


write("integers.csv",
      ["left", "right", "sum", "difference", "product", "quotient", "remainder", "greatestCommonDivisor"],
      integers(random.Random(1)))
write("roundings.csv", ["number", "fractionDigits", *MODES], roundings(random.Random(2)))
write("divisions.csv", ["numerator", "denominator", "fractionDigits", *MODES], divisions(random.Random(3)))
write("price-factors.csv", ["base", "numerator", "denominator", "factor"], price_factors(random.Random(4)))
