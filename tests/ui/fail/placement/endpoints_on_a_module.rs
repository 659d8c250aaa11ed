use endpoint_runtime::endpoints;

#[endpoints]
mod users {
    pub fn name() -> &'static str {
        "users"
    }
}

fn main() {
    println!("{}", users::name());
}
