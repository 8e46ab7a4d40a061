//! The wheels of ONNX Runtime that are installed, and their digests.

/// The version that is installed, and that the program is tested with.
pub const VERSION: &str = "1.30.0";

/// The wheel of a platform.
pub(super) struct Wheel {
    /// The operating system and the processor, as Rust calls them.
    pub system: (&'static str, &'static str),
    /// The platform, as pip calls it.
    pub platform: &'static str,
    /// The SHA-256 of the wheel for `CPython` 3.12; the library in it is for any program.
    pub sha256: &'static str,
    /// The library's file name.
    pub library: &'static str,
}

/// The wheels of all platforms.
pub(super) const WHEELS: [Wheel; 5] = [
    Wheel {
        system: ("linux", "x86_64"),
        platform: "manylinux_2_28_x86_64",
        sha256: "fa688e7891a6aa206636fe7372e27ee75fd17713289f6b4fc7b190e0a7de9328",
        library: "libonnxruntime.so.1.30.0",
    },
    Wheel {
        system: ("linux", "aarch64"),
        platform: "manylinux_2_28_aarch64",
        sha256: "6c32a000d5139a38ba9349030b0032e3331acb559d596b22738d9d2b343a2b83",
        library: "libonnxruntime.so.1.30.0",
    },
    Wheel {
        system: ("macos", "aarch64"),
        platform: "macosx_14_0_arm64",
        sha256: "001ed726c9bd5e2bc92faade7d37d889e9606a350b7d5529f0227df2e3bb57fd",
        library: "libonnxruntime.1.30.0.dylib",
    },
    Wheel {
        system: ("windows", "x86_64"),
        platform: "win_amd64",
        sha256: "f3501472571f1b1eee50e017851e7929f5ea37312d2d8c2494a19e8fc58b4a38",
        library: "onnxruntime.dll",
    },
    Wheel {
        system: ("windows", "aarch64"),
        platform: "win_arm64",
        sha256: "dc4c706f1935ebb62356e6a095b047859badd854482c40560888e95c328ed262",
        library: "onnxruntime.dll",
    },
];
