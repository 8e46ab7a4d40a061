"""What a trained model is, for the program (manifest.toml) and for people (README.md, the model card)."""

import dataclasses

import numpy as np
import pandas as pd

import figures

VERSION = "1"


@dataclasses.dataclass
class Facts:
    """What training found out. Arrays have an item a hunk, unless said otherwise."""

    name: str
    languages: list
    hunks: pd.DataFrame
    weight: np.ndarray
    risk: np.ndarray  # by models that had not seen the hunk's project
    names: list  # of features, in the order of the model's input
    line_names: list
    typical: np.ndarray  # an item a feature
    threshold: float
    blend: float
    line_recalls: dict
    digest: str
    gain: np.ndarray  # an item a feature


def write(facts, folder):
    """Writes manifest.toml and README.md into the package."""
    rankings = _rankings(facts)
    found = {name: figures.all_of(score, facts.hunks, facts.weight) for name, score in rankings.items()}
    intervals, gains = figures.bootstrap(rankings, facts.hunks, facts.weight)
    buggy = facts.hunks["is_buggy"].to_numpy()
    error, bins = figures.calibration_error(facts.risk, buggy, facts.weight)
    (folder / "manifest.toml").write_text(_manifest(facts, found["risk"], error))
    text = _card(facts, found, intervals, gains, error, bins)
    (folder / "README.md").write_text(text)
    print(text)


def _rankings(facts):
    hunks = facts.hunks
    added = hunks.groupby("change")["added"].transform("sum").clip(lower=1)
    return {
        "risk": facts.risk,
        "larger hunk first": (hunks["added"] + hunks["removed"]).to_numpy(float),
        "share of the change": (hunks["added"] / added).to_numpy(float),
        "random": np.random.RandomState(0).rand(len(hunks)),
    }


def _quoted(names):
    return "[\n" + "".join(f'    "{name}",\n' for name in names) + "]"


def _manifest(facts, found, error):
    hunks = facts.hunks
    numbers = ", ".join(f"{value:.6g}" if value % 1 else f"{value:.1f}" for value in facts.typical.astype(float))
    rows = "\n".join(f'"{key}" = {value:.3f}' for key, value in found.items())
    return f"""# Written by training/train.py.
name = "{facts.name}"
version = "{VERSION}"
task = "risk"
languages = [{", ".join(f'"{language}"' for language in facts.languages)}]
model = "model.onnx"
sha256 = "{facts.digest}"
memory_mb = 8

[risk]
# From this risk on a hunk is among the riskiest fifth of what people commit.
threshold = {facts.threshold}
# How much a hunk's risk counts beside a line's own score, in logits.
hunk_weight = {facts.blend}
features = {_quoted(facts.names)}
typical = [{numbers}]
lines = {_quoted(facts.line_names)}

[training]
projects = {hunks["repo"].nunique()}
changes = {hunks["change"].nunique()}
hunks = {len(hunks)}
buggy_hunks = {int(hunks["is_buggy"].sum())}

# On projects that were left out, at the natural rate of buggy changes.
[figures]
{rows}
calibration_error = {error:.4f}
"lines_in_a_fifth_of_each_change" = {facts.line_recalls["risk"]:.3f}
"""


TITLES = {
    "auc_without_neighbours": "AUC, other hunks of buggy changes left out",
    "auc": "AUC",
    "recall_at_5%_of_hunks": "buggy hunks in the riskiest 5%",
    "recall_at_10%_of_hunks": "in 10%",
    "recall_at_20%_of_hunks": "in 20%",
    "recall_at_30%_of_hunks": "in 30%",
    "recall_at_20%_of_cost": "at 20% of the cost",
    "recall_in_a_fifth_of_each_change": "in a fifth of each change",
}


def _value(key, value):
    return f"{value:.3f}" if key.startswith("auc") else f"{100 * value:.1f}"


def _table(found, intervals, gains):
    names = list(found)
    lines = ["| | " + " | ".join(names) + " | gain over size |", "|---" * (len(names) + 2) + "|"]
    for key, title in TITLES.items():
        low, high = intervals["risk"][key]
        cells = [f"{_value(key, found['risk'][key])} [{_value(key, low)}, {_value(key, high)}]"]
        cells += [_value(key, found[name][key]) for name in names[1:]]
        low, high = gains["larger hunk first"][key]
        more = found["risk"][key] - found["larger hunk first"][key]
        cells.append(f"{_value(key, more)} [{_value(key, low)}, {_value(key, high)}]")
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _by_language(facts):
    lines = ["| language | hunks | buggy | AUC | in 20% | at 20% of the cost | in a fifth of each change |", "|---" * 7 + "|"]
    for language, part in facts.hunks.groupby("lang"):
        rows = part.index.to_numpy()
        own = part.assign(change=part["change"].astype("category").cat.codes)
        risk = figures.all_of(facts.risk[rows], own, facts.weight[rows])
        size = figures.all_of((part["added"] + part["removed"]).to_numpy(float), own, facts.weight[rows])
        keys = ("auc", "recall_at_20%_of_hunks", "recall_at_20%_of_cost", "recall_in_a_fifth_of_each_change")
        cells = [f"{_value(key, risk[key])} (size {_value(key, size[key])})" for key in keys]
        lines.append(f"| {language} | {len(part)} | {int(part['is_buggy'].sum())} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _at_equal_size(facts):
    """AUC within groups of hunks of like size: what size cannot explain."""
    hunks = facts.hunks
    size = np.log2(1 + hunks["added"] + hunks["removed"]).round().to_numpy()
    buggy, total, sum_ = hunks["is_buggy"].to_numpy(), 0.0, 0.0
    for group in np.unique(size):
        rows = size == group
        mass = (facts.weight * buggy)[rows].sum()
        if mass > 5:
            sum_ += mass * figures.auc(facts.risk[rows], buggy[rows], facts.weight[rows])
            total += mass
    return sum_ / total


def _listed(names):
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _card(facts, found, intervals, gains, error, bins):
    hunks = facts.hunks
    said = "\n".join(f"| {risk:.3f} | {truth:.3f} |" for risk, truth in bins)
    recalls = ", ".join(f"{name} {100 * value:.0f}%" for name, value in facts.line_recalls.items())
    leading = [facts.names[index] for index in np.argsort(-facts.gain)[:12]]
    return f"""# The risk model for {_listed(facts.languages)}

Written by `training/train.py`. Gradient-boosted trees (LightGBM) over {len(facts.names)} features of a hunk
([docs/features.md](../../docs/features.md)), with Platt scaling, as one ONNX graph; a second set of trees over
{len(facts.line_names)} features of a line says where in a hunk to look.

**What it says.** How likely a hunk is to hold a bug that somebody will fix later, compared with what people commit
otherwise: {100 * np.average(hunks["is_buggy"], weights=facts.weight):.1f}% of the hunks it was trained on do. It orders what to look at first.

**What it cannot say.** That there is a bug, or which. Most hunks of high risk are fine. It knows the shape and the
words of code, not what the code is for. It was trained on {hunks["repo"].nunique()} public projects, whose
fixes were found by their messages (SZZ): an introducing line is truly the introduction in 65 to 75% of cases, so
that nobody can reach 100% here.

## On projects that were left out

{hunks["change"].nunique()} changes, {len(hunks)} hunks, {int(hunks["is_buggy"].sum())} of them buggy; {FOLD_NOTE}
Buggy changes are weighed down to their natural rate. Cost: diff lines plus {figures.COST_OF_A_HUNK} a hunk, ranked by risk for its cost. In
brackets: 90% bootstrap intervals over changes.

{_table(found, intervals, gains)}

{_by_language(facts)}

Among hunks of like size (within a factor of about 1.4) the AUC is {_at_equal_size(facts):.3f}: that much is not size.

Calibration error {error:.4f} (ten bins of equal weight):

| risk | truth |
|---|---|
{said}

Buggy lines in the riskiest fifth of a buggy change's added lines: {recalls}.

The features with the largest part in the trees: {", ".join(f"`{name}`" for name in leading)}.
"""


FOLD_NOTE = "each hunk was judged by a model that had seen no change of its project (four folds of projects)."
