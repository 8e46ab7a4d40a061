//! The words of JavaScript, TypeScript, Go, Java, C and C++ in one, since one model was trained on all of them. What they
//! count must not change without a new training.

use std::sync::OnceLock;

use super::Vocabulary;

#[rustfmt::skip]
pub(in crate::syntax) static BRACED: Vocabulary = Vocabulary {
    keywords: &[
        "if", "else", "switch", "case", "default", "for", "while", "do", "in", "of", "instanceof", "typeof", "return",
        "yield", "await", "throw", "catch", "new", "delete", "sizeof", "alignof", "let", "const", "var", "static",
        "select", "range", "go", "defer", "synchronized", "assert", "try", "void", "func", "function", "defined",
        "decltype", "noexcept", "static_assert", "super",
    ],
    defining: &["function", "func", "class", "struct", "interface", "enum", "record", "union"],
    decorating: &["@", "[[", "template"],
    classes: &[
        ("conditions", &["if", "switch", "case", "default", "#if", "#ifdef"]),
        ("elses", &["else"]),
        ("logic", &["&&", "||", "!", "and", "or", "not"]),
        ("comparisons", &["==", "!=", "===", "!==", "<", ">", "<=", ">=", "instanceof", "typeof", "equals", "compareTo", "compare", "strcmp", "memcmp", "Is"]),
        ("nothing", &["null", "nil", "NULL", "nullptr", "undefined", "??", "?.", "Optional", "isPresent", "isEmpty", "empty", "None", "nullopt", "optional", "void"]),
        ("loops", &["for", "while", "do", "forEach", "map", "filter", "reduce", "range", "stream", "iterator", "begin", "end", "next", "each"]),
        ("arithmetic", &["+", "-", "*", "/", "%", "**", "length", "len", "size", "min", "max", "abs", "round", "floor", "ceil", "Math", "cap", "count", "strlen", "sizeof"]),
        ("bits", &["&", "|", "^", "<<", ">>", ">>>", "~", "&=", "|=", "^=", "<<=", ">>=", "&^"]),
        ("casts", &["as", "int", "long", "double", "float", "char", "bool", "boolean", "string", "String", "Number", "Boolean", "parseInt", "parseFloat", "toString", "static_cast", "reinterpret_cast", "const_cast", "dynamic_cast", "uint32_t", "uint64_t", "int64_t", "size_t", "unsigned", "byte", "int64", "uint64", "uint32", "int32", "valueOf", "Integer", "Long"]),
        ("assignments", &["=", ":=", "let", "const", "var", "auto", "final"]),
        ("updates", &["+=", "-=", "*=", "/=", "%=", "++", "--", "??=", "||=", "&&="]),
        ("mutations", &["push", "pop", "shift", "unshift", "splice", "append", "add", "put", "set", "insert", "remove", "erase", "clear", "delete", "emplace", "emplace_back", "push_back", "sort", "reverse", "assign", "copy", "swap", "move", "replace", "addAll", "memcpy", "memmove", "memset", "strcpy", "realloc"]),
        ("own", &["this", "super", "self"]),
        ("attributes", &[".", "->", "::"]),
        ("spreads", &["...", "arguments", "args", "va_list", "varargs"]),
        ("exits", &["return", "break", "continue", "goto", "yield"]),
        ("errors", &["try", "catch", "finally", "throw", "throws", "err", "error", "Error", "Exception", "errors", "panic", "recover", "reject", "RuntimeException", "errno", "goto", "fail", "exit", "abort", "perror", "Errorf", "Wrap", "failure", "exception", "noexcept"]),
        ("concurrency", &["async", "await", "Promise", "then", "lock", "unlock", "Lock", "Unlock", "RLock", "mutex", "Mutex", "thread", "Thread", "synchronized", "volatile", "atomic", "Atomic", "AtomicInteger", "chan", "go", "select", "sync", "WaitGroup", "context", "Context", "ctx", "executor", "ExecutorService", "Future", "CompletableFuture", "ConcurrentHashMap", "notify", "wait", "join", "lock_guard", "unique_lock", "setTimeout", "setInterval", "nextTick", "done", "resolve"]),
        ("unsafe", &["unsafe", "malloc", "calloc", "realloc", "free", "new", "delete", "reinterpret_cast", "memcpy", "memset", "Pointer", "shared_ptr", "unique_ptr", "release", "reset", "any", "ptr", "const_cast", "alloca"]),
        ("io", &["open", "read", "write", "close", "flush", "file", "File", "path", "Path", "socket", "stream", "Stream", "request", "response", "req", "res", "url", "URL", "connect", "connection", "buf", "buffer", "Buffer", "fs", "os", "io", "Reader", "Writer", "InputStream", "OutputStream", "fopen", "fread", "fwrite", "fd", "fetch", "http", "recv", "send", "Close", "Read", "Write", "body", "Body"]),
        ("text_handling", &["split", "trim", "substring", "substr", "slice", "indexOf", "charAt", "charCodeAt", "match", "test", "replace", "replaceAll", "RegExp", "Pattern", "regexp", "encode", "decode", "escape", "join", "concat", "startsWith", "endsWith", "includes", "contains", "toLowerCase", "toUpperCase", "strings", "strncpy", "snprintf", "sprintf", "format", "Sprintf", "StringBuilder", "append", "encoding", "utf8", "c_str", "string_view", "find"]),
        ("time", &["time", "Time", "timeout", "Timeout", "date", "Date", "sleep", "Sleep", "now", "Now", "Duration", "Instant", "clock", "chrono", "timer", "Timer", "setTimeout", "millis"]),
        ("logs", &["log", "Log", "logger", "console", "debug", "info", "warn", "print", "println", "printf", "fprintf", "Println", "Printf", "trace", "LOG", "stderr", "cout", "cerr"]),
        ("definitions", &["function", "func", "class", "struct", "enum", "interface", "typedef", "using", "=>", "type", "record", "template", "union", "operator"]),
        ("imports", &["import", "require", "export", "from", "package", "#include", "namespace", "using", "module"]),
        ("annotations", &[":", "public", "private", "protected", "static", "const", "final", "readonly", "abstract", "virtual", "override", "extends", "implements", "constexpr", "inline", "explicit", "typename", "@"]),
        ("asserts", &["assert", "expect", "assertEquals", "assertTrue", "assertFalse", "assertThat", "assertThrows", "toBe", "toEqual", "toThrow", "describe", "it", "test", "REQUIRE", "CHECK", "EXPECT_EQ", "ASSERT_EQ", "EXPECT_TRUE", "ASSERT_TRUE", "Equal", "NoError", "mock", "spy", "verify", "jest", "Fatalf", "Errorf", "TEST", "TEST_F", "TEST_CASE"]),
    ],
    by_word: OnceLock::new(),
};
