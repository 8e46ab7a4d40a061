"""Writes risk models of a few numbers: risk-fair.onnx works, each of the others says something that is none of what it
should. `features` are rows of two numbers, `lines` rows of one.

Needs the package `onnx`; run it in this folder.
"""

import onnx
from onnx import TensorProto, helper

FAIR = [
    helper.make_node("MatMul", ["features", "weights"], ["logit"]),
    helper.make_node("Sigmoid", ["logit"], ["risk"]),
    helper.make_node("Identity", ["lines"], ["line_scores"]),
]
NAN = helper.make_node("Log", ["minus"], ["nan"])


def write(name, nodes, rows="hunks"):
    tensor = lambda name, *shape: helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
    graph = helper.make_graph(
        nodes,
        name,
        [tensor("features", "hunks", 2), tensor("lines", "lines", 1)],
        [tensor("risk", rows, 1), tensor("line_scores", "lines", 1)],
        [
            helper.make_tensor("weights", TensorProto.FLOAT, [2, 1], [1.0, -1.0]),
            helper.make_tensor("two", TensorProto.FLOAT, [1, 1], [2.0]),
            helper.make_tensor("minus", TensorProto.FLOAT, [1, 1], [-1.0]),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, f"risk-{name}.onnx")


first, last, scores = FAIR
write("fair", FAIR)
above = [helper.make_node("Sigmoid", ["logit"], ["inside"]), helper.make_node("Add", ["inside", "two"], ["risk"])]
write("two", [first, *above, scores])
write("nan", [NAN, first, helper.make_node("Mul", ["logit", "nan"], ["risk"]), scores])
write("nan-lines", [NAN, first, last, helper.make_node("Add", ["lines", "nan"], ["line_scores"])])
# One number, however many rows go in.
write("one-row", [helper.make_node("Identity", ["two"], ["risk"]), scores], rows="one")

# None of these comes to an end by itself, or in the memory that there is.
BOOL = TensorProto.BOOL
FOREVER = helper.make_graph(
    [helper.make_node("Identity", ["going"], ["goes_on"]), helper.make_node("Identity", ["held"], ["kept"])],
    "body",
    [
        helper.make_tensor_value_info("round", TensorProto.INT64, []),
        helper.make_tensor_value_info("going", BOOL, []),
        helper.make_tensor_value_info("held", TensorProto.FLOAT, None),
    ],
    [
        helper.make_tensor_value_info("goes_on", BOOL, []),
        helper.make_tensor_value_info("kept", TensorProto.FLOAT, None),
    ],
)
TRUE = helper.make_node("Constant", [], ["true"], value=helper.make_tensor("", BOOL, [], [True]))
endless = helper.make_node("Loop", ["", "true", "inside"], ["risk"], body=FOREVER)
write("endless", [TRUE, first, helper.make_node("Sigmoid", ["logit"], ["inside"]), endless, scores])
# Sixty-four gigabytes, whatever goes in.
SIZE = helper.make_tensor("", TensorProto.INT64, [1], [1 << 34])
huge = [
    helper.make_node("Constant", [], ["size"], value=SIZE),
    helper.make_node("ConstantOfShape", ["size"], ["zeros"]),
    helper.make_node("ReduceSum", ["zeros"], ["sum"], keepdims=0),
    helper.make_node("Sigmoid", ["logit"], ["inside"]),
    helper.make_node("Add", ["inside", "sum"], ["risk"]),
]
write("huge", [first, *huge, scores])
