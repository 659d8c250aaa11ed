use endpoint_runtime::open_enum;

/// Returns the status.
#[open_enum]
pub fn status() -> String {
    "active".to_owned()
}

fn main() {
    println!("{}", status());
}
