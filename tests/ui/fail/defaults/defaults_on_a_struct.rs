use endpoint_runtime::endpoints;

#[endpoints(defaults = crate::api)]
struct Users;

fn main() {
    let _ = Users;
}
