use endpoint_runtime::endpoints;

#[endpoints(tag = "Users")]
#[derive(Debug)]
struct Users {
    base: String,
}

fn main() {
    let users = Users { base: "/v1".to_owned() };
    println!("{users:?}");
}
