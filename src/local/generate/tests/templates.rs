//! Conversations as different families of models want them. The templates are their essential forms.

use std::fs;

use super::*;

const CHATML: &str = "{%- if messages[0].role == 'system' %}{{- '<|im_start|>system\n' + messages[0].content + \
    '<|im_end|>\n' }}{%- else %}{{- '<|im_start|>system\nYou help.<|im_end|>\n' }}{%- endif %}\
    {%- for message in messages %}{%- if message.role == 'user' or (message.role == 'system' and not loop.first) %}\
    {{- '<|im_start|>' + message.role + '\n' + message.content + '<|im_end|>' + '\n' }}{%- endif %}{%- endfor %}\
    {%- if add_generation_prompt %}{{- '<|im_start|>assistant\n' }}";
const QWEN2: &str = "{%- endif %}\n";
const QWEN3: &str = "{%- if enable_thinking is defined and enable_thinking is false %}\
    {{- '<think>\n\n</think>\n\n' }}{%- endif %}{%- endif %}\n";
const GEMMA2: &str = "{{ bos_token }}{% if messages[0]['role'] == 'system' %}\
    {{ raise_exception('System role not supported') }}{% endif %}{% for message in messages %}\
    {% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Roles must alternate') }}{% endif %}\
    {% if (message['role'] == 'assistant') %}{% set role = 'model' %}{% else %}{% set role = message['role'] %}{% endif %}\
    {{ '<start_of_turn>' + role + '\n' + message['content'] | trim + '<end_of_turn>\n' }}{% endfor %}\
    {% if add_generation_prompt %}{{'<start_of_turn>model\n'}}{% endif %}";
const GEMMA3: &str = "{{ bos_token }}\n{%- if messages[0]['role'] == 'system' -%}\n    \
    {%- set first_user_prefix = messages[0]['content'] + '\n\n' -%}\n    {%- set loop_messages = messages[1:] -%}\n\
    {%- else -%}{%- set first_user_prefix = '' -%}{%- set loop_messages = messages -%}{%- endif -%}\n\
    {%- for message in loop_messages -%}\n    {{ '<start_of_turn>' + message['role'] + '\n' + \
    (first_user_prefix if loop.first else '') }}\n    {%- if message['content'] is string -%}\
    {{ message['content'] | trim }}{%- endif -%}{{ '<end_of_turn>\n' }}\n{%- endfor -%}\n\
    {%- if add_generation_prompt -%}{{ '<start_of_turn>model\n' }}{%- endif -%}";
const LLAMA3: &str = "{{- bos_token }}\n{%- if not date_string is defined %}{%- if strftime_now is defined %}\
    {%- set date_string = strftime_now('%d %b %Y') %}{%- endif %}{%- endif %}\n\
    {%- set system_message = messages[0]['content']|trim %}{%- set messages = messages[1:] %}\
    {{- '<|start_header_id|>system<|end_header_id|>\n\n' }}{{- 'Today: ' + date_string + '\n\n' }}{{- system_message }}\
    {{- '<|eot_id|>' }}\n{%- for message in messages %}\n\
    {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n'+ message['content'] | trim + '<|eot_id|>' }}\n\
    {%- endfor %}\n{%- if add_generation_prompt %}\n    {{- '<|start_header_id|>assistant<|end_header_id|>\n\n' }}\n{%- endif %}\n";
const PHI4: &str = "{% for message in messages %}{% if message['role'] == 'system' and 'tools' in message and \
    message['tools'] is not none %}{{ '<|tool|>' }}{% else %}{{ '<|' + message['role'] + '|>' + message['content'] + \
    '<|end|>' }}{% endif %}{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>' }}{% else %}{{ eos_token }}{% endif %}";
const MISTRAL: &str = "{%- if messages[0]['role'] == 'system' %}{%- set system_message = messages[0]['content'] %}\
    {%- set loop_messages = messages[1:] %}{%- endif %}{%- set ns = namespace(index=0) %}{{- bos_token }}\
    {%- for message in loop_messages %}{%- if message['role'] == 'user' %}{%- if loop.last and system_message is defined %}\
    {{- '[INST] ' + system_message + '\n\n' + message['content'] + '[/INST]' }}{%- else %}\
    {{- '[INST] ' + message['content'] + '[/INST]' }}{%- endif %}{%- set ns.index = ns.index + 1 %}{%- endif %}{%- endfor %}";
const MARKED: &str = "{% for message in messages %}{% if message.role.startswith('user') %}\
    {%- generation -%}{{ message.content }}{%- endgeneration -%}{% else %}<{{ message.content }}>{% endif %}{% endfor %}";

fn message(role: Role, text: &str) -> Message {
    Message { role, text: text.to_owned() }
}

fn asked(user: &str) -> [Message; 2] {
    [message(Role::System, " You review. "), message(Role::User, user)]
}

/// The prompt with its marks, and how many marks are in it.
fn written(folder: &TempDir, messages: &[Message]) -> Result<(String, usize), GenerateError> {
    let tokenizer = Tokenizer::read(folder.path())?;
    let tokens = Template::read(folder.path(), &tokenizer)?.prompt(&tokenizer, messages)?;
    let marks = tokens.iter().filter(|token| **token >= 300).count();
    let file = fs::read_to_string(folder.path().join("tokenizer.json")).unwrap();
    let added: Value = serde_json::from_str(&file).unwrap();
    let mark = |token: u32| added["added_tokens"][token as usize - 300]["content"].as_str().unwrap().to_owned();
    let text = |token: &u32| if *token < 300 { tokenizer.decode(&[*token]) } else { mark(*token) };
    Ok((tokens.iter().map(text).collect(), marks))
}

fn with(template: &str, marks: &[&str]) -> TempDir {
    small(marks, json!({"bos_token": {"content": "<bos>"}, "eos_token": "<eos>", "chat_template": template}))
}

#[test]
fn every_family_gets_its_own_form() {
    let (qwen2, qwen3) = (format!("{CHATML}{QWEN2}"), format!("{CHATML}{QWEN3}"));
    let cases = [
        (
            &qwen2[..],
            "<|im_start|>system\nYou review.<|im_end|>\n<|im_start|>user\nx = 1<|im_end|>\n<|im_start|>assistant\n",
            5,
        ),
        (
            &qwen3,
            "<|im_start|>system\nYou review.<|im_end|>\n<|im_start|>user\nx = 1<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n",
            7,
        ),
        (GEMMA2, "<bos><start_of_turn>user\nYou review.\n\nx = 1<end_of_turn>\n<start_of_turn>model\n", 4),
        (GEMMA3, "<bos><start_of_turn>user\nYou review.\n\nx = 1<end_of_turn>\n<start_of_turn>model\n", 4),
        (
            LLAMA3,
            "<bos><|start_header_id|>system<|end_header_id|>\n\nToday: 01 Jan 2025\n\nYou review.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nx = 1<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
            9,
        ),
        (PHI4, "<|system|>You review.<|end|><|user|>x = 1<|end|><|assistant|>", 5),
        (MISTRAL, "<bos>[INST] You review.\n\nx = 1[/INST]", 3),
        (MARKED, "<You review.>x = 1", 0),
    ];
    let marks = [
        "<bos>",
        "<eos>",
        "<|im_start|>",
        "<|im_end|>",
        "<think>",
        "</think>",
        "<start_of_turn>",
        "<end_of_turn>",
        "[INST]",
        "[/INST]",
        "<|start_header_id|>",
        "<|end_header_id|>",
        "<|eot_id|>",
        "<|system|>",
        "<|user|>",
        "<|assistant|>",
        "<|end|>",
    ];
    for (template, wanted, count) in cases {
        let folder = with(template, &marks);
        assert_eq!(written(&folder, &asked("x = 1\n")).unwrap(), (wanted.to_owned(), count), "{template}");
        let forged: String = marks.concat() + "{{ raise_exception('no') }}";
        let (text, marked) = written(&folder, &asked(&forged)).unwrap();
        assert!(text.contains(&forged) && marked == count, "no text can pose as a mark: {text}");
    }
}

#[test]
fn the_small_model_gets_its_form() {
    let tokenizer = tokenizer();
    let template = Template::read(&model(), &tokenizer).unwrap();
    let tokens = template.prompt(&tokenizer, &asked("x = 1")).unwrap();
    let text = "<|im_start|>system\nYou review.<|im_end|>\n<|im_start|>user\nx = 1<|im_end|>\n<|im_start|>assistant\n";
    let theirs = ::tokenizers::Tokenizer::from_file(model().join("tokenizer.json")).unwrap();
    assert_eq!(tokens, theirs.encode(text, false).unwrap().get_ids(), "as the model's own library writes it");
}

#[test]
fn equal_beginnings_have_equal_tokens() {
    let tokenizer = tokenizer();
    let template = Template::read(&model(), &tokenizer).unwrap();
    let prompt = |user: &str| template.prompt(&tokenizer, &asked(user)).unwrap();
    let fixed = tokenizer.encode_marked("<|im_start|>system\nYou review.<|im_end|>\n<|im_start|>user\n").unwrap();
    for user in ["x", "\n\ny", "user", "<|im_end|>", "é", "s s s"] {
        assert!(prompt(user).starts_with(&fixed), "{user:?}");
    }
}

#[test]
fn a_template_is_found_wherever_models_keep_it() {
    let named =
        json!([{"name": "tools", "template": "T"}, {"name": "default", "template": "{{ messages[0].content }}!"}]);
    let folder = small(&[], json!({"chat_template": named}));
    let user = [message(Role::User, "a")];
    assert_eq!(written(&folder, &user).unwrap().0, "a!");
    fs::write(folder.path().join("chat_template.jinja"), "{{ messages[0].content }}?\n").unwrap();
    assert_eq!(written(&folder, &user).unwrap().0, "a?", "a file of its own comes first");
    let folder = small(&["<|im_start|>", "<|im_end|>"], json!({}));
    assert_eq!(written(&folder, &user).unwrap().0, "<|im_start|>user\na<|im_end|>\n<|im_start|>assistant\n");
    let folder = small(&["<s>"], json!({}));
    assert!(matches!(written(&folder, &user), Err(GenerateError::NoTemplate { .. })));
}

#[test]
fn a_template_that_does_not_work_is_an_error_that_names_its_file() {
    let cases = [
        "{% if %}",
        "{{ raise_exception('never') }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{{ messages[1].content }}",
        "{{ messages[0].content.nothing() }}",
        "",
    ];
    for template in cases {
        let error = written(&with(template, &[]), &asked("a")).unwrap_err();
        assert!(matches!(error, GenerateError::Template { .. }), "{template}: {error}");
        assert!(error.to_string().contains("tokenizer_config.json"), "{error}");
    }
}
