//! Names and versions that npm accepts.

use super::SdkError;

/// The most characters in a name.
const MAX_LENGTH: usize = 214;

/// Names with another meaning: npm's own, and the modules of Node.
const RESERVED: [&str; 49] = [
    "assert",
    "async_hooks",
    "buffer",
    "child_process",
    "cluster",
    "console",
    "constants",
    "crypto",
    "dgram",
    "diagnostics_channel",
    "dns",
    "domain",
    "events",
    "favicon.ico",
    "fs",
    "http",
    "http2",
    "https",
    "inspector",
    "module",
    "net",
    "node_modules",
    "os",
    "path",
    "perf_hooks",
    "process",
    "punycode",
    "querystring",
    "readline",
    "repl",
    "sea",
    "sqlite",
    "stream",
    "string_decoder",
    "sys",
    "test",
    "timers",
    "tls",
    "trace_events",
    "tty",
    "url",
    "util",
    "v8",
    "vm",
    "wasi",
    "worker_threads",
    "zlib",
    "npm",
    "package",
];

/// Refuses names that npm would refuse or that `import` would resolve to something else.
pub(super) fn check_name(name: &str) -> Result<(), SdkError> {
    let refused = |reason| Err(SdkError::PackageName { name: name.to_owned(), reason });
    let (scope, bare) = match name.strip_prefix('@') {
        Some(scoped) => match scoped.split_once('/') {
            Some((scope, bare)) => (Some(scope), bare),
            None => return refused("a scope must be followed by `/` and a name, as in `@acme/stytch`"),
        },
        None => (None, name),
    };
    if name.len() > MAX_LENGTH {
        return refused("at most 214 characters are allowed");
    }
    if !is_part(bare) || !scope.is_none_or(is_part) {
        return refused("lowercase ASCII letters, digits, `-`, `.` and `_` are allowed, a letter or digit first");
    }
    if scope.is_none() && RESERVED.contains(&bare) {
        return refused("it has another meaning, such as a module of Node; choose another name");
    }
    Ok(())
}

fn is_part(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-._".contains(&byte);
    text.starts_with(|first: char| first.is_ascii_alphanumeric()) && text.bytes().all(is_allowed)
}

/// Refuses versions that are not semantic.
pub(super) fn check_version(version: &str) -> Result<(), SdkError> {
    let (rest, build) = version.split_once('+').map_or((version, None), |(rest, build)| (rest, Some(build)));
    let (core, label) = rest.split_once('-').map_or((rest, None), |(core, label)| (core, Some(label)));
    let is_number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits && text.len() < 16 && (text == "0" || !text.starts_with('0'))
    };
    let is_identifier =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let is_in_label =
        |text: &str| is_identifier(text) && (is_number(text) || !text.bytes().all(|byte| byte.is_ascii_digit()));
    let is_valid = core.split('.').count() == 3
        && core.split('.').all(is_number)
        && label.is_none_or(|label| label.split('.').all(is_in_label))
        && build.is_none_or(|build| build.split('.').all(is_identifier));
    if is_valid { Ok(()) } else { Err(SdkError::Version { version: version.to_owned() }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_npm_takes_are_taken() {
        for name in ["stytch-endpoints", "@acme/stytch", "a", "1-2.3_4", "@a.b/http"] {
            assert_eq!(check_name(name), Ok(()), "{name}");
        }
    }

    #[test]
    fn other_names_are_refused_with_the_reason() {
        let long = "a".repeat(215);
        for name in [
            "",
            "Stytch",
            "stytch sdk",
            ".hidden",
            "_private",
            "-x",
            "a/b",
            "@acme",
            "@/x",
            "@acme/",
            "@acme/a/b",
            "http",
            "a\"b",
            "node_modules",
            "ünicode",
            "a\n",
            "../x",
            &long,
        ] {
            let error = check_name(name).unwrap_err().to_string();
            assert!(error.starts_with(&format!("`{name}` is not a valid name of an npm package: ")), "{error}");
        }
    }

    #[test]
    fn versions_are_semantic() {
        for version in ["0.1.0", "1.2.3-beta.1", "1.0.0-0.a-b+build.05", "10.20.30+x"] {
            assert_eq!(check_version(version), Ok(()), "{version}");
        }
        for version in
            ["", "1", "1.2", "1.2.3.4", "v1.2.3", "01.2.3", "1.2.3-", "1.2.3-01", "1.2.3+", "1.2.x", "1.2.3 "]
        {
            assert!(check_version(version).is_err(), "{version}");
        }
    }
}
