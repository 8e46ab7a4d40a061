"""Writes the smallest decoders with a cache, whole and broken, into decoders/.

Each has 8 tokens, one layer and one head of width 2. The logits after a token are its row of a table: the next token in
a circle is the likeliest. The cache holds ones. Needs the packages `numpy` and `onnx`; run it in this folder.
"""

import numpy as np
import onnx
from onnx import TensorProto as T
from onnx import helper, numpy_helper

TOKENS, WIDTH = 8, 2


def table(last=0.0):
    """The logits after each token, [tokens, tokens]; `last` stands in its last row."""
    rows = np.eye(TOKENS, dtype=np.float32)[:, (np.arange(TOKENS) - 1) % TOKENS]
    rows[-1, 0] += last
    return rows


def decoder(name, *, logits=None, cache=True, rank=4, further=None, branch=False):
    """Writes a graph: `input_ids` [1, s] and a past [1, 1, p, 2] to `logits` [1, s, 8] and a present [1, 1, p+s, 2]."""
    initializers = [numpy_helper.from_array(table() if logits is None else logits, "table")]
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["logits"])]
    inputs = [helper.make_tensor_value_info("input_ids", T.INT64, [1, "s"])]
    outputs = [helper.make_tensor_value_info("logits", T.FLOAT, [1, "s", TOKENS])]
    if cache:
        shape = [1, 1, "p", WIDTH][:rank]
        ones = [
            helper.make_node("Shape", ["input_ids"], ["shape"]),
            helper.make_node("Gather", ["shape", "one"], ["length"]),
            helper.make_node("Concat", ["head", "length", "width"], ["new_shape"], axis=0),
            helper.make_node("ConstantOfShape", ["new_shape"], ["new"], value=helper.make_tensor("", T.FLOAT, [1], [1.0])),
        ]
        numbers = {"one": [1], "head": [1, 1][: rank - 2], "width": [WIDTH]}
        initializers += [numpy_helper.from_array(np.array(value, np.int64), key) for key, value in numbers.items()]
        nodes += ones
        for part in ("key", "value"):
            past, present = f"past_key_values.0.{part}", f"present.0.{part}"
            nodes.append(helper.make_node("Concat", [past, "new"], [present], axis=rank - 2))
            inputs.append(helper.make_tensor_value_info(past, T.FLOAT, shape))
            outputs.append(helper.make_tensor_value_info(present, T.FLOAT, [*shape[:-2], "t", WIDTH]))
    if further:
        inputs.append(helper.make_tensor_value_info(further, T.FLOAT, ["n"]))
    if branch:
        inputs.append(helper.make_tensor_value_info("use_cache_branch", T.BOOL, [1]))
    graph = helper.make_graph(nodes, name, inputs, outputs, initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.save(model, f"decoders/{name}.onnx")


decoder("circle")
decoder("nan", logits=table(last=np.float32("nan")))
decoder("no-cache", cache=False)
decoder("wrong-rank", rank=3)
decoder("unknown-input", further="pixel_values")
decoder("two-graphs", branch=True)
