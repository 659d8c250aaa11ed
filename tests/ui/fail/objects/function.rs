use endpoint_runtime::object;

/// Returns the name.
#[object]
pub fn name() -> String {
    "Ada".to_owned()
}

fn main() {
    println!("{}", name());
}
