// The passes over the graph, in the order in which they run, as the library lists them for itself. Like
// how_it_works.cpp this looks inside: what stands in `ctgrad::detail` may change.

#include <iostream>

#include <ctgrad/ctgrad.hpp>

int main() {
    using namespace ctgrad::detail;
    std::cout << "| pass | header | what it does | when | figure |\n| --- | --- | --- | --- | --- |\n";
    for (listed_pass const& p : pipeline) {
        if (&p != pipeline && p.stage != (&p - 1)->stage)
            std::cout << (p.stage == pass_stage::derivatives ? "| *the sweeps add the derivatives* | | | | |\n"
                                                             : "| *the program is made* | | | | |\n");
        std::cout << "| " << p.name << " | `" << p.header << "` | " << p.reason << " | " << p.when << " | " << p.figure
                  << " |\n";
    }
}
