// one
fn main() {
}
