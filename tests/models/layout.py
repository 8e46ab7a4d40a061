"""The files around a model that the ONNX community publishes: its configuration, tokenizer and chat template."""

import json

# The kind of a GGUF token that stands for no text.
CONTROL = 3


def write_layout(weights, folder, layers):
    """Writes the files of a model with this many layers into a new folder."""
    special = _special(weights.facts)
    added = _added(weights.facts)
    files = {
        "config.json": _config(weights, layers),
        "generation_config.json": _ends(weights.facts),
        "tokenizer.json": _tokenizer(weights.facts, added),
        "tokenizer_config.json": _tokenizer_config(weights, special, added),
        "special_tokens_map.json": special,
    }
    folder.mkdir(parents=True)
    for name, value in files.items():
        (folder / name).write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


def _number_of(facts, role):
    """The number of the token with a role, such as `bos`."""
    return facts[f"tokenizer.ggml.{role}_token_id"]


def _special(facts):
    roles = {"bos_token": "bos", "eos_token": "eos", "pad_token": "padding", "unk_token": "unknown"}
    return {name: facts["tokenizer.ggml.tokens"][_number_of(facts, role)] for name, role in roles.items()}


def _ends(facts):
    roles = {"bos_token_id": "bos", "eos_token_id": "eos", "pad_token_id": "padding"}
    return {name: _number_of(facts, role) for name, role in roles.items()}


def _added(facts):
    """The tokens that stand for no text, as tokenizer.json lists them."""
    pairs = zip(facts["tokenizer.ggml.tokens"], facts["tokenizer.ggml.token_type"])
    plain = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return [{"id": number, "content": text, **plain} for number, (text, kind) in enumerate(pairs) if kind == CONTROL]


def _tokenizer(facts, added):
    digits = {"type": "Digits", "individual_digits": True}
    bytes_level = {"type": "ByteLevel", "trim_offsets": True, "use_regex": True}
    model = {
        "type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
        "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False, "ignore_merges": False,
        "vocab": {text: number for number, text in enumerate(facts["tokenizer.ggml.tokens"])},
        "merges": [merge.split(" ") for merge in facts["tokenizer.ggml.merges"]],
    }
    splits = [digits, {**bytes_level, "add_prefix_space": False}]
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": added, "normalizer": None,
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": splits}, "post_processor": None,
        "decoder": {**bytes_level, "add_prefix_space": True}, "model": model,
    }


def _tokenizer_config(weights, special, added):
    return {
        "tokenizer_class": "GPT2Tokenizer", "add_prefix_space": False, **special,
        "model_max_length": weights.number("context_length"), "clean_up_tokenization_spaces": False,
        "added_tokens_decoder": {str(token["id"]): {name: value for name, value in token.items() if name != "id"} for token in added},
        "chat_template": weights.facts["tokenizer.chat_template"],
    }


def _config(weights, layers):
    return {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", **_ends(weights.facts), "hidden_act": "silu",
        "hidden_size": weights.number("embedding_length"), "intermediate_size": weights.number("feed_forward_length"),
        "num_hidden_layers": layers, "num_attention_heads": weights.number("attention.head_count"),
        "num_key_value_heads": weights.number("attention.head_count_kv"),
        "head_dim": weights.number("rope.dimension_count"),
        "max_position_embeddings": weights.number("context_length"), "rms_norm_eps": 1e-5,
        "rope_theta": weights.number("rope.freq_base"), "rope_scaling": None, "tie_word_embeddings": True,
        "vocab_size": weights.number("vocab_size"), "torch_dtype": "float32", "use_cache": True,
    }
