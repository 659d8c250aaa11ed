//! The fuzzer of one target, which `FUZZ_TARGET` names. Built without `--cfg fuzzing`, it checks files instead, such as those that the
//! fuzzer has left: `cargo run -p endpoint-fuzz TARGET FILE…`.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
mod engine {
    use std::sync::LazyLock;

    use endpoint_fuzz::Target;

    static TARGET: LazyLock<Target> = LazyLock::new(|| {
        let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
        endpoint_fuzz::target(&name).unwrap_or_else(|| {
            eprintln!("FUZZ_TARGET names no target: `{name}`");
            std::process::exit(2)
        })
    });

    libfuzzer_sys::fuzz_target!(|data: &[u8]| (TARGET.check)(data));
}

#[cfg(not(fuzzing))]
fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let Some(target) = arguments.next().and_then(|name| endpoint_fuzz::target(&name)) else {
        for target in endpoint_fuzz::TARGETS {
            println!("{}", target.name);
        }
        return Ok(());
    };
    arguments.try_for_each(|path| std::fs::read(path).map(|data| (target.check)(&data)))
}
