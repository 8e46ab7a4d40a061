"""Figures of a ranking of hunks, each hunk with a weight: the definitions of `review bench` (src/bench/figures.rs).

Arrays are one-dimensional and of equal length, an item a hunk, unless said otherwise.
"""

import numpy as np

COST_OF_A_HUNK = 26
SHARES = (0.05, 0.1, 0.2, 0.3)


def auc(score, buggy, weight):
    """The chance that a buggy hunk stands before a clean one; ties count half."""
    order = np.argsort(score, kind="stable")
    _, rank = np.unique(score[order], return_inverse=True)
    positive = np.bincount(rank, (weight * buggy)[order])
    negative = np.bincount(rank, (weight * ~buggy)[order])
    below = np.cumsum(negative) - negative / 2
    return (positive * below).sum() / (positive.sum() * negative.sum())


def recall(score, buggy, weight, share, cost=None):
    """The share of buggy hunks among the first ones that make up `share` of all hunks, or of all cost; ties at random."""
    mass = weight if cost is None else weight * cost
    order = np.lexsort((np.random.RandomState(0).rand(len(score)), -score))
    inside = np.cumsum(mass[order]) <= share * mass.sum()
    return (weight * buggy)[order][inside].sum() / (weight * buggy).sum()


def in_first_fifth(score, change):
    """Whether each item is among the first fifth of its change, rounded, and at least one."""
    order = np.lexsort((np.random.RandomState(0).rand(len(score)), -score, change))
    starts = np.r_[0, np.flatnonzero(np.diff(change[order])) + 1]
    sizes = np.diff(np.r_[starts, len(order)])
    rank = np.arange(len(order)) - np.repeat(starts, sizes)
    inside = np.empty(len(order), bool)
    inside[order] = rank < np.maximum(1, np.floor(0.2 * np.repeat(sizes, sizes) + 0.5))
    return inside


def calibration_error(risk, buggy, weight, bins=10):
    """Mean distance of risk and truth over bins of equal weight, and the bins as (risk, truth) pairs."""
    order = np.argsort(risk, kind="stable")
    middle = np.cumsum(weight[order]) - weight[order] / 2
    bin_of = np.minimum((middle / weight.sum() * bins).astype(int), bins - 1)
    said = np.bincount(bin_of, (weight * risk)[order], bins)
    came = np.bincount(bin_of, (weight * buggy)[order], bins)
    mass = np.bincount(bin_of, weight[order], bins)
    return np.abs(said - came).sum() / weight.sum(), list(zip(said / mass, came / mass))


def all_of(score, hunks, weight):
    """Every figure of one ranking, by name. `hunks` is a table with buggy, cost, change and only_buggy_commits."""
    buggy, cost, change = hunks["is_buggy"].to_numpy(), hunks["cost"].to_numpy(), hunks["change"].to_numpy()
    lone = buggy | ~hunks["in_buggy"].to_numpy()
    found = {
        "auc": auc(score, buggy, weight),
        "auc_without_neighbours": auc(score[lone], buggy[lone], weight[lone]),
    }
    for share in SHARES:
        found[f"recall_at_{share:.0%}_of_hunks"] = recall(score, buggy, weight, share)
    found["recall_at_20%_of_cost"] = recall(score / cost, buggy, weight, 0.2, cost)
    inside = in_first_fifth(score, change)
    found["recall_in_a_fifth_of_each_change"] = (weight * buggy)[inside].sum() / (weight * buggy).sum()
    return found


def bootstrap(scores, hunks, weight, times=200, seed=0):
    """Percentile intervals (5%, 95%) over changes drawn with replacement, of each ranking and of the gain of the
    first ranking over each other one."""
    draw = np.random.RandomState(seed)
    change = hunks["change"].to_numpy()
    names = list(scores)
    samples = []
    for _ in range(times):
        counts = np.bincount(draw.randint(0, change.max() + 1, change.max() + 1), minlength=change.max() + 1)
        own = weight * counts[change]
        kept = own > 0
        part = hunks[kept]
        samples.append({name: all_of(scores[name][kept], part, own[kept]) for name in names})

    def interval(values):
        return tuple(np.percentile(values, (5, 95)))

    keys = samples[0][names[0]]
    of = {name: {key: interval([sample[name][key] for sample in samples]) for key in keys} for name in names}
    gain = {
        name: {key: interval([s[names[0]][key] - s[name][key] for s in samples]) for key in keys} for name in names[1:]
    }
    return of, gain
