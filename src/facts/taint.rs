//! Data from outside on its way to where it must not arrive. Which sources and sinks there are is in a language's row.

use super::{Built, By, Facts, Hole, ScopeKind};
use crate::syntax::{Field, Node, Role, Sink, Source, ancestors, descendants};

/// How much of one expression is looked at.
const BENEATH: usize = 300;
/// How many names are followed to where they were given a value.
const HOPS: usize = 6;

impl<'f> Facts<'f> {
    /// What of an expression comes from outside and nothing makes harmless.
    pub(crate) fn taint(&self, node: Node<'f>, sink: &str) -> Option<Node<'f>> {
        let sink = self.sink(sink)?;
        let found = if sink.is_start { self.taint_at_start(node, sink) } else { self.taint_within(node, sink) };
        let is_checked = sink.checked.is_some_and(|checked| checked.is_in(self.function_text(node)));
        if is_checked { None } else { found }
    }

    /// The first part of a text that is neither fixed nor harmless, and stands where it does harm.
    pub(crate) fn open_part(&self, node: Node<'f>, sink: &str) -> Option<Node<'f>> {
        let sink = self.sink(sink)?;
        let built = self.built(node);
        let does_harm = |hole: &&Hole<'f>| {
            let is_open = sink.place.is_none_or(|place| place.is_in(&built.around(hole)));
            is_open && !self.is_fixed(hole.node) && !self.is_harmless(hole.node, sink)
        };
        built.holes.iter().find(does_harm).map(|hole| hole.node)
    }

    /// The first part of a text in which one of these is called.
    pub(crate) fn part_that_calls<S: AsRef<str>>(&self, node: Node<'f>, wanted: &[S]) -> Option<Node<'f>> {
        let calls = |hole: &Hole<'f>| {
            descendants(hole.node).take(BENEATH).any(|inner| inner.is(Role::Call) && self.calls(inner, wanted))
        };
        self.built(node).holes.into_iter().find(calls).map(|hole| hole.node)
    }

    fn sink(&self, name: &str) -> Option<&'static Sink> {
        self.file.language?.taint.sinks.iter().find(|sink| sink.name == name)
    }

    /// What a text starts with: only that chooses the host of an address.
    fn taint_at_start(&self, node: Node<'f>, sink: &Sink) -> Option<Node<'f>> {
        let built: Built<'f> = self.built(node);
        let first = built.holes.first().filter(|hole| built.text[..hole.at].trim().is_empty())?;
        let found = self.taint_within(first.node, sink)?;
        // A call such as `build(request.args)` may do anything with it; `.get(...)` takes it out, or is the source.
        let roles = [Role::Identifier, Role::Member, Role::Subscript, Role::Logical];
        let is_plain = roles.iter().any(|role| first.node.is(*role))
            || found == first.node
            || self.file.text_of(first.node).contains(".get(");
        is_plain.then_some(found)
    }

    fn taint_within(&self, node: Node<'f>, sink: &Sink) -> Option<Node<'f>> {
        let language = self.file.language?;
        let is_meant = |source: &&Source| sink.sources.contains(&source.name);
        let sources: Vec<_> = language.taint.sources.iter().filter(is_meant).collect();
        let mut open = vec![(node, false)];
        let mut seen = Vec::new();
        while let Some((node, is_passed)) = open.pop() {
            if self.is_harmless(node, sink) {
                continue;
            }
            let beneath = || descendants(node).take(BENEATH);
            let reached = sources.iter().filter(|source| !(is_passed && source.is_direct));
            let at_source = |inner: &Node<'f>| reached.clone().any(|source| self.is_source(*inner, source));
            if let Some(found) = beneath().find(at_source) {
                return Some(self.with_part(found, &sources));
            }
            for name in beneath().filter(|inner| inner.is(Role::Identifier) && self.is_value(*inner)) {
                if reached.clone().any(|source| self.is_given(name, source)) {
                    return Some(name);
                }
                let text = self.file.text_of(name);
                if seen.len() < HOPS && !seen.contains(&text) {
                    seen.push(text);
                    let around = ancestors(name).take_while(|outer| outer.id() >= node.id());
                    let is_passed = is_passed || { around }.any(|outer| outer.is(Role::Call));
                    open.extend(self.definition(name).map(|value| (value, is_passed)));
                }
            }
        }
        None
    }

    fn is_harmless(&self, node: Node<'f>, sink: &Sink) -> bool {
        let is_named = || sink.harmless.is_some_and(|words| words.is_in(self.file.text_of(node)));
        let is_cleaned = || {
            let mut calls = descendants(node).take(BENEATH).filter(|inner| inner.is(Role::Call));
            !sink.cleaned_by.is_empty() && calls.any(|call| self.calls(call, sink.cleaned_by))
        };
        is_named() || is_cleaned()
    }

    fn is_source(&self, node: Node<'f>, source: &Source) -> bool {
        if node.is(Role::Call) {
            let Some(call) = self.call(node) else { return false };
            let text = self.file.text_of(call.callee);
            return self.calls(node, source.calls) || source.call_text.is_some_and(|words| words.is_in(text));
        }
        if source.members.is_empty() || !node.is(Role::Member) {
            return false;
        }
        let Some((object, member)) = self.member(node) else { return false };
        let is_object = || {
            let text = self.file.text_of(object);
            source.object_text.is_some_and(|words| words.is_in(text)) || self.is_named(object, source.objects)
        };
        source.members.contains(&self.file.text_of(member)) && is_object()
    }

    /// A source with what takes a part of it: `request.args` as `request.args.get("x")`.
    fn with_part(&self, node: Node<'f>, sources: &[&Source]) -> Node<'f> {
        let part = node.parent().filter(|parent| {
            let member = self.member(*parent).filter(|(object, _)| *object == node).map(|(_, member)| member);
            let is_part = |member| sources.iter().any(|source| source.parts.contains(&self.file.text_of(member)));
            member.is_some_and(is_part)
        });
        let whole = part.unwrap_or(node);
        let taken = whole.parent().filter(|parent| {
            let is_called = self.call(*parent).is_some_and(|call| call.node == *parent && call.callee == whole);
            is_called || (parent.is(Role::Subscript) && parent.start_byte() == whole.start_byte())
        });
        taken.unwrap_or(whole)
    }

    /// Whether a name is that of a parameter that is given whatever somebody writes.
    fn is_given(&self, name: Node<'f>, source: &Source) -> bool {
        let Some(is_given) = source.parameter else { return false };
        let text = self.file.text_of(name);
        let Some(scope) = self.bindings().resolve(text, name) else { return false };
        let Some(own) = scope.get(text).iter().find(|binding| binding.by == By::Parameter) else { return false };
        if scope.kind != ScopeKind::Function {
            return false;
        }
        let decorators = self.decorators(scope.node).unwrap_or_default();
        let list = scope.node.part(Field::Parameters);
        let mut around = std::iter::once(own.name).chain(ancestors(own.name));
        let parameter = around.find(|node| node.parent() == list).unwrap_or(own.name);
        is_given(decorators, self.file.text_of(parameter), text)
    }

    /// Whether an identifier stands for a value: not a member, a keyword or what is called.
    fn is_value(&self, name: Node<'f>) -> bool {
        let Some(parent) = name.parent() else { return true };
        let is_callee = self.call(parent).is_some_and(|call| call.node == parent && call.callee == name);
        !is_callee && self.is_variable(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::SourceFile;

    /// What is found of the first argument of the last call of a file.
    fn found(text: &str, find: impl for<'f> Fn(&Facts<'f>, Node<'f>) -> Option<Node<'f>>) -> Option<String> {
        let file = SourceFile::new("a.py", text);
        let facts = Facts::new(&file);
        let calls = file.tree().unwrap().nodes().filter(|node| node.is(Role::Call));
        let call = calls.max_by_key(|call| (call.end_byte(), std::cmp::Reverse(call.start_byte()))).unwrap();
        let arguments = facts.call(call).unwrap().arguments.unwrap();
        let argument = facts.argument(arguments.named_child(0).unwrap()).value;
        find(&facts, argument).map(|node| file.text_of(node).to_owned())
    }

    #[test]
    fn what_comes_from_a_request_is_followed_to_where_it_arrives() {
        for (text, expected) in [
            ("eval(request.args['x'])", Some("request.args['x']")),
            ("eval('f(' + request.form.get('x') + ')')", Some("request.form.get('x')")),
            ("import flask\neval(flask.request.args)", Some("flask.request.args")),
            ("from flask import request as r\neval(r.json)", Some("r.json")),
            ("def f():\n    x = request.get_json()\n    y = x['a']\n    eval(y)", Some("request.get_json()")),
            ("def f(self):\n    eval(self.get_argument('x'))", Some("self.get_argument('x')")),
            ("@app.route('/<x>')\ndef f(x):\n    eval(x)", Some("x")),
            ("@app.route('/<int:x>')\ndef f(x):\n    eval(x)", None),
            ("def f(x):\n    eval(x)", None),
            ("eval(int(request.args['x']))", None),
            ("from ast import literal_eval as read\neval(read(request.args['x']))", None),
            ("eval(request.method)", None),
            ("eval(input())", Some("input()")),
            ("def f():\n    x = input()\n    eval(checked(x))", None),
        ] {
            assert_eq!(found(text, |facts, node| facts.taint(node, "eval")).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn an_address_is_chosen_by_what_it_starts_with() {
        for (text, expected) in [
            ("get(request.args['x'])", Some("request.args['x']")),
            ("get(request.args['x'] + '/a')", Some("request.args['x']")),
            ("get('https://a/' + request.args['x'])", None),
            ("get(build(request.args))", None),
            ("def f():\n    if allowed(x):\n        get(request.args['x'])", None),
        ] {
            assert_eq!(found(text, |facts, node| facts.taint(node, "address")).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_part_counts_where_the_sink_reads_it_unless_it_is_harmless() {
        for (sink, text, expected) in [
            ("shell", "run('ls ' + name)", Some("name")),
            ("shell", "run('ls ' + LIMIT)", None),
            ("shell", "from shlex import quote as q\nrun('ls ' + q(name))", None),
            ("sql", "run(f\"select a from t where b = '{b}'\")", Some("b")),
            ("sql", "run(f'select a from {b}')", None),
            ("sql", "run('select a from t where b = %d' % b)", None),
        ] {
            assert_eq!(found(text, |facts, node| facts.open_part(node, sink)).as_deref(), expected, "{text}");
        }
    }
}
