#include <ctgrad/ctgrad.hpp>

// Equal expressions are one node, and different ones are not, whatever the state of the hash table.
namespace {

using namespace ctgrad::detail;
namespace ops = ctgrad::operations;

template <class Operation>
constexpr int apply(graph& g, int a, int b) {
    int const operands[]{a, b};
    return g.apply(info_of<Operation>, operands);
}
template <class Operation>
constexpr int apply(graph& g, int a) {
    int const operands[]{a};
    return g.apply(info_of<Operation>, operands);
}
constexpr int input_of(graph& g, std::uint64_t key) { return g.add_input({key, 0, "x"}); }

constexpr bool shares_equal_nodes() {
    graph_storage<64> storage;
    graph g = storage.start();
    int const x = input_of(g, 1), y = input_of(g, 2);
    int const sum = apply<ops::add>(g, x, y), difference = apply<ops::subtract>(g, x, y);
    int const count = g.count;
    return apply<ops::add>(g, x, y) == sum && apply<ops::add>(g, y, x) == sum &&  // commutative
           apply<ops::subtract>(g, x, y) == difference && apply<ops::subtract>(g, y, x) != difference &&
           apply<ops::sine>(g, x) == apply<ops::sine>(g, x) && apply<ops::sine>(g, x) != apply<ops::cosine>(g, x) &&
           g.count == count + 3;
}
static_assert(shares_equal_nodes());

constexpr bool shares_equal_constants() {
    graph_storage<64> storage;
    graph g = storage.start();
    return g.constant(0) == graph::zero && g.constant(1) == graph::one && g.constant(-1) == graph::minus_one &&
           g.constant(rational(2, 4)) == g.constant(rational(1, 2)) && g.constant(2) != g.constant(3) &&
           g.constant(to_number(0.1)) == g.constant(to_number(0.1));
}
static_assert(shares_equal_constants());

constexpr bool takes_nodes_apart() {
    graph_storage<64> storage;
    graph g = storage.start();
    int const x = input_of(g, 1), y = input_of(g, 2), z = input_of(g, 3);
    int const product = apply<ops::multiply>(g, x, y);
    node_view const node = g.view(product);
    int const condition = apply<ops::less>(g, x, y);
    int const operands[]{condition, product, z};
    int const selection = g.apply(info_of<ops::selection>, operands);
    int read[ctgrad::maximum_arity]{};
    int const arity = g.operands_of(selection, read);
    return node.operation == opcode::product && node.first == x && node.second == y && g.first(product) == x &&
           g.second(product) == y && g.arity_at(product) == 2 && g.arity_at(x) == 0 && !g.has_operands(x) &&
           !g.has_operands(graph::one) && g.has_operands(product) && g.has_operands(g.second(selection)) &&
           g.operation_of(g.second(selection)) == graph::pair_node && arity == 3 && read[0] == condition &&
           read[1] == product && read[2] == z;
}
static_assert(takes_nodes_apart());

// Every node is found again when the table is full, and then the graph gives up without damage.
constexpr bool finds_all_in_a_full_graph() {
    constexpr int capacity = 128;
    graph_storage<capacity> storage;
    graph g = storage.start();
    int const x = input_of(g, 1);
    int last = x, made[capacity]{};
    for (int i = 0; i < capacity && !g.full; ++i) made[i] = last = apply<ops::add>(g, last, i % 3 == 0 ? x : last);
    bool found = g.full && g.count == capacity;
    last = x;
    for (int i = 0; i + 4 < capacity; ++i) {
        last = apply<ops::add>(g, last, i % 3 == 0 ? x : last);
        found = found && last == made[i];
    }
    return found && g.count == capacity;
}
static_assert(finds_all_in_a_full_graph());

constexpr bool looks_without_making() {
    graph_storage<64> storage;
    graph g = storage.start();
    int const x = input_of(g, 1), y = input_of(g, 2), count = g.count;
    if (g.existing_product(x, y) >= 0 || g.count != count) return false;
    int const product = apply<ops::multiply>(g, x, y);
    return g.existing_product(x, y) == product && g.existing_product(y, x) == product &&
           g.index_in_use(info_of<ops::sine>) < 0 && g.index_in_use(info_of<ops::multiply>) == opcode::product;
}
static_assert(looks_without_making());

}  // namespace
