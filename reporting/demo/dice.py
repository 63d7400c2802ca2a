"""Chance that is the same every time: one stream per topic, so the order of building never matters."""

import math
import random

SEED = 20260911


def dice(size: str, *topic: object) -> random.Random:
    """A generator for one topic of one size of demo; independent of hashes and of other topics."""
    return random.Random("|".join(str(part) for part in (SEED, size, *topic)))  # noqa: S311 - nothing here is a secret


def poisson(chance: random.Random, mean: float) -> int:
    """A Poisson number by multiplication of uniforms; fine for means under 20."""
    limit, count, product = math.exp(-mean), 0, chance.random()
    while product > limit:
        count += 1
        product *= chance.random()
    return count
