use endpoint_runtime::object;

struct Member;

#[object]
impl Member {
    fn name(&self) -> String {
        "Ada".to_owned()
    }
}

fn main() {
    println!("{}", Member.name());
}
