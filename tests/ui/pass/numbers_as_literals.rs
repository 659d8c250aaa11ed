//! Numbers, `bool` and `char` are taken as they are, so a literal needs no suffix.

use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Numbers {
    #[endpoint(POST "/<a>/<b>/<c>?<d>&<e>")]
    async fn send(
        &self,
        a: u8,
        b: i64,
        c: usize,
        d: Option<u32>,
        e: Option<f64>,
        f: bool,
        g: char,
        h: f32,
        i: Option<Option<i16>>,
        j: u128,
        k: Option<bool>,
    ) -> Result<u64>;
}

fn main() {
    let request = SendRequest::new(1, -2, 3, true, 'g', 0.5, 10)
        .d(4)
        .e(1.5)
        .i(-6)
        .k(false);
    assert_eq!((request.a, request.b, request.c, request.d), (1, -2, 3, Some(4)));
    assert_eq!((request.i, request.j, request.k), (Some(Some(-6)), 10, Some(false)));
}
