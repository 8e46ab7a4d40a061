"""Trees of LightGBM as one ONNX graph: hunks in, calibrated risk out; lines in, scores out."""

import numpy as np
import onnx
from onnx import TensorProto, helper


def _below(threshold):
    """The largest 32-bit number that is not above the threshold, so that comparisons come out the same."""
    single = np.float32(threshold)
    return float(single if float(single) <= threshold else np.nextafter(single, np.float32(-np.inf)))


def _ensemble(model, name, output):
    """A TreeEnsembleRegressor of ai.onnx.ml (opset 3) from a LightGBM booster."""
    dump = model.dump_model()
    nodes = {key: [] for key in ("treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids")}
    targets = {key: [] for key in ("treeids", "nodeids", "ids", "weights")}
    for tree_id, tree in enumerate(dump["tree_info"]):
        stack, count = [(tree["tree_structure"], 0)], 1
        while stack:
            node, node_id = stack.pop()
            nodes["treeids"].append(tree_id)
            nodes["nodeids"].append(node_id)
            if "split_feature" in node:
                assert node["decision_type"] == "<="
                left, right, count = count, count + 1, count + 2
                row = (node["split_feature"], _below(node["threshold"]), "BRANCH_LEQ", left, right)
                stack += [(node["left_child"], left), (node["right_child"], right)]
            else:
                row = (0, 0.0, "LEAF", 0, 0)
                for key, value in zip(targets, (tree_id, node_id, 0, node["leaf_value"])):
                    targets[key].append(value)
            for key, value in zip(("featureids", "values", "modes", "truenodeids", "falsenodeids"), row):
                nodes[key].append(value)
    attributes = {f"nodes_{key}": value for key, value in nodes.items()}
    attributes |= {f"target_{key}": value for key, value in targets.items()}
    return helper.make_node(
        "TreeEnsembleRegressor", [name], [output], domain="ai.onnx.ml", n_targets=1, aggregate_function="SUM",
        post_transform="NONE", **attributes,
    )


def export(hunks, lines, scale, offset, path):
    """Writes `risk = sigmoid(scale * trees(features) + offset)` and `line_scores = trees(lines)`.

    Inputs: features [hunks, FEATURES], lines [lines, LINE_FEATURES]; outputs: risk [hunks, 1], line_scores [lines, 1];
    all 32-bit floats.
    """
    nodes = [
        _ensemble(hunks, "features", "raw"),
        helper.make_node("Mul", ["raw", "scale"], ["scaled"]),
        helper.make_node("Add", ["scaled", "offset"], ["logit"]),
        helper.make_node("Sigmoid", ["logit"], ["risk"]),
        _ensemble(lines, "lines", "line_scores"),
    ]
    tensor = lambda name, rows, columns: helper.make_tensor_value_info(name, TensorProto.FLOAT, [rows, columns])
    graph = helper.make_graph(
        nodes, "risk",
        [tensor("features", "hunks", hunks.num_feature()), tensor("lines", "lines", lines.num_feature())],
        [tensor("risk", "hunks", 1), tensor("line_scores", "lines", 1)],
        [helper.make_tensor("scale", TensorProto.FLOAT, [1], [scale]),
         helper.make_tensor("offset", TensorProto.FLOAT, [1], [offset])],
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="review training")
    onnx.checker.check_model(model)
    onnx.save(model, path)
