"""From labelled changes, or from a folder of git repositories, to the package models/risk.

    python3 training/train.py --review target/release/review --labelled introducing.jsonl.zst stream.jsonl.zst
    python3 training/train.py --review target/release/review --repositories FOLDER

`review features` computes the numbers (the same code as in a review), LightGBM learns from them, and what is written is
model.onnx, manifest.toml and README.md (the model card, with the figures on projects that were left out).
"""

import argparse
import hashlib
import pathlib
import subprocess
import tempfile

import lightgbm as lgb
import numpy as np
import pandas as pd
import zstandard

import card
import figures
from export import export

SEED = 1
FOLDS = 4
# Buggy changes for each other one, as the history of projects has them; labelled files hold more.
NATURAL = 0.27

COMMON = dict(
    objective="binary", bagging_fraction=0.8, bagging_freq=1, lambda_l2=5, verbose=-1, num_threads=2, seed=SEED,
    deterministic=True, force_row_wise=True,
)
HUNK_TREES = dict(COMMON, learning_rate=0.03, num_leaves=15, min_data_in_leaf=100, feature_fraction=0.3), 500
LINE_TREES = dict(COMMON, learning_rate=0.05, num_leaves=15, min_data_in_leaf=200, feature_fraction=0.4), 200


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--review", required=True, type=pathlib.Path, help="the program")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--labelled", nargs="+", type=pathlib.Path, help="labelled changes, .jsonl or .jsonl.zst")
    source.add_argument("--repositories", type=pathlib.Path, help="a folder of git repositories, which are mined")
    source.add_argument("--features", type=pathlib.Path, help="a folder with hunks.tsv and lines.tsv")
    parser.add_argument("--name", default="risk", help="the package, models/NAME")
    parser.add_argument("--languages", type=lambda text: text.split(","), default=["python", "rust"], help="the languages that it is for, by their rows' names")
    return parser.parse_args()


def mined(review, folder, output):
    """Labelled changes of every repository beneath a folder; those without fixes are named and left out."""
    files = []
    for git in sorted(folder.glob("*/.git")) or [folder / ".git"]:
        path = output / f"{git.parent.name}.jsonl"
        done = subprocess.run([review, "-C", git.parent, "bench", "--most", "4000", "--write", path])
        files += [path] if done.returncode == 0 else []
    return files


def features(review, files, output):
    """Runs `review features` over all files; the tables lie in `output` then."""
    with subprocess.Popen([review, "features", "-", "--output", output], stdin=subprocess.PIPE) as process:
        for file in files:
            with open(file, "rb") as raw:
                packed = file.suffix == ".zst"
                stream = zstandard.ZstdDecompressor(max_window_size=2**31).stream_reader(raw) if packed else raw
                while block := stream.read(1 << 20):
                    process.stdin.write(block)
    if process.returncode:
        raise SystemExit("review features failed")


def read_hunks(folder, languages):
    """The table of hunks in files of some languages, without the commits that were chosen for their size (label `clean`),
    and its features. A hunk's number is its place among all of its record."""
    table = pd.read_csv(folder / "hunks.tsv", sep="\t", keep_default_na=False, quoting=3)
    table["number"] = table.groupby("record").cumcount()
    table = table[(table["label"] != "clean") & table["lang"].isin(languages)].reset_index(drop=True)
    names = list(table.columns[table.columns.get_loc("buggy") + 1 : table.columns.get_loc("words")])
    values = table[names].to_numpy(np.float32)
    table = table.drop(columns=names + ["words"])
    table["is_buggy"] = table["buggy"] > 0
    table["in_buggy"] = table["label"] == "buggy"
    table["cost"] = table["added"] + table["removed"] + figures.COST_OF_A_HUNK
    table["change"] = table["record"].astype("category").cat.codes
    return table, values, names


def read_lines(folder):
    table = pd.read_csv(folder / "lines.tsv", sep="\t", quoting=3)
    names = list(table.columns[table.columns.get_loc("buggy") + 1 :])
    values = table[names].to_numpy(np.float32)
    return table[["record", "number", "line", "buggy"]], values, names


def natural_weight(hunks, mined):
    """Weights that bring buggy changes to their natural rate; what was mined brings its own."""
    if mined:
        return hunks["weight"].to_numpy(float)
    first = hunks.drop_duplicates("change")
    rate = NATURAL * (~first["in_buggy"]).sum() / first["in_buggy"].sum()
    return np.where(hunks["in_buggy"], min(rate, 1.0), 1.0)


def folds(repos):
    """The fold of each row: whole projects, drawn once."""
    names = np.unique(repos)
    np.random.RandomState(0).shuffle(names)
    fold = {name: number % FOLDS for number, name in enumerate(names)}
    return repos.map(fold).to_numpy()


def fit(trees, values, labels, weight):
    parameters, rounds = trees
    return lgb.train(parameters, lgb.Dataset(values, labels, weight=weight), rounds)


def left_out(trees, values, labels, weight, fold):
    """Raw scores of each row by a model that has not seen its project."""
    scores = np.zeros(len(labels))
    for number in range(FOLDS):
        other = fold != number
        model = fit(trees, values[other], labels[other], weight[other])
        scores[~other] = model.predict(values[~other], raw_score=True)
    return scores


def calibration(scores, labels, weight):
    """Platt scaling (1999): the scale and offset of the logistic function that fits best, by Newton's method."""
    design = np.c_[scores, np.ones(len(scores))]
    solution = np.array([1.0, 0.0])
    for _ in range(30):
        risk = sigmoid(design @ solution)
        gradient = design.T @ (weight * (risk - labels))
        hessian = (design * (weight * risk * (1 - risk))[:, None]).T @ design
        solution -= np.linalg.solve(hessian, gradient)
    return solution


def sigmoid(logits):
    return 1 / (1 + np.exp(-logits))


def calibrated(scores, labels, weight, fold):
    """Risk of each row, with a calibration that has not seen its project either."""
    risk = np.zeros(len(scores))
    for number in range(FOLDS):
        other = fold != number
        scale, offset = calibration(scores[other], labels[other], weight[other])
        risk[~other] = sigmoid(scale * scores[~other] + offset)
    return risk


def line_recall(score, lines):
    """The share of buggy lines in the first fifth of each buggy change's added lines."""
    buggy = lines["buggy"].to_numpy()
    return buggy[figures.in_first_fifth(score, lines["change"].to_numpy())].sum() / buggy.sum()


def main():
    options = arguments()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.features or pathlib.Path(scratch)
        if not options.features:
            files = options.labelled or mined(options.review, options.repositories, folder)
            features(options.review, files, folder)
        hunks, values, names = read_hunks(folder, options.languages)
        lines, line_values, line_names = read_lines(folder)
    weight, fold = natural_weight(hunks, options.repositories), folds(hunks["repo"])
    labels = hunks["is_buggy"].to_numpy()
    scores = left_out(HUNK_TREES, values, labels, weight, fold)
    risk = calibrated(scores, labels, weight, fold)
    print("hunks done", flush=True)

    place = {key: row for row, key in enumerate(zip(hunks["record"], hunks["number"]))}
    known = np.array([key in place for key in zip(lines["record"], lines["number"])])
    lines, line_values = lines[known].reset_index(drop=True), line_values[known]
    row = np.array([place[key] for key in zip(lines["record"], lines["number"])])
    lines["change"] = hunks["change"].to_numpy()[row]
    own = left_out(LINE_TREES, line_values, lines["buggy"].to_numpy(), np.ones(len(lines)), fold[row])
    logit = np.log(risk / (1 - risk))[row]
    blends = {blend: line_recall(own + blend * logit, lines) for blend in (0.0, 0.25, 0.5, 0.75, 1.0)}
    blend = max(blends, key=blends.get)
    print("lines done", blends, flush=True)

    output = pathlib.Path("models") / options.name
    output.mkdir(parents=True, exist_ok=True)
    scale, offset = calibration(scores, labels, weight)
    hunk_model = fit(HUNK_TREES, values, labels, weight)
    line_model = fit(LINE_TREES, line_values, lines["buggy"].to_numpy(), None)
    path = output / "model.onnx"
    export(hunk_model, line_model, scale, offset, path)
    check(path, values, line_values, hunk_model, line_model, scale, offset)
    typical = weighted_median(values, weight)
    threshold = float(np.round(weighted_quantile(risk, weight, 0.8), 4))
    facts = card.Facts(
        name=options.name, languages=options.languages,
        hunks=hunks, weight=weight, risk=risk, names=names, line_names=line_names, typical=typical,
        threshold=threshold, blend=blend, line_recalls=line_baselines(lines, line_values, line_names, own + blend * logit),
        digest=hashlib.sha256(path.read_bytes()).hexdigest(), gain=hunk_model.feature_importance("gain"),
    )
    card.write(facts, output)


def line_baselines(lines, values, names, score):
    length = values[:, names.index("length")].astype(float)
    random = np.random.RandomState(SEED).rand(len(lines))
    return {"risk": line_recall(score, lines), "longest first": line_recall(length, lines),
            "random": line_recall(random, lines)}


def check(path, values, line_values, hunk_model, line_model, scale, offset):
    """Holds the written model against the trained one."""
    import onnxruntime

    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    part, line_part = values[:2000], line_values[:2000]
    risk, scores = session.run(["risk", "line_scores"], {"features": part, "lines": line_part})
    expected = sigmoid(scale * hunk_model.predict(part, raw_score=True) + offset)
    assert np.abs(risk[:, 0] - expected).max() < 1e-5
    assert np.abs(scores[:, 0] - line_model.predict(line_part, raw_score=True)).max() < 1e-4


def weighted_quantile(values, weight, share):
    order = np.argsort(values, kind="stable")
    return values[order][np.searchsorted(np.cumsum(weight[order]), share * weight.sum())]


def weighted_median(values, weight):
    return np.array([weighted_quantile(column, weight, 0.5) for column in values.T])


if __name__ == "__main__":
    main()
