use endpoint_runtime::object;

#[object]
trait Members {
    fn name(&self) -> String;
}

fn name(members: &dyn Members) -> String {
    members.name()
}

fn main() {}
