"""Writes twice.onnx, the smallest model that shows a session at work: `y` is `x` times 2, for rows of two numbers.

Needs the package `onnx`; run it in this folder.
"""

import onnx
from onnx import TensorProto, helper

rows = ["n", 2]
graph = helper.make_graph(
    [helper.make_node("Mul", ["x", "two"], ["y"])],
    "twice",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, rows)],
    [helper.make_tensor_value_info("y", TensorProto.FLOAT, rows)],
    [helper.make_tensor("two", TensorProto.FLOAT, [], [2.0])],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
onnx.checker.check_model(model)
onnx.save(model, "twice.onnx")
