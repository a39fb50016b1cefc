// Writes the C++ text of every case to the file that the command names.
#include "cases.hpp"

#include <fstream>

int main(int, char** arguments) {
    std::ofstream file(arguments[1]);
    file << "#pragma once\n\n#include <limits>\n\n";
#define CASE(name, ...) file << ctgrad::cpp<#name>(__VA_ARGS__) << '\n';
    CTGRAD_GENERATED_CASES(CASE)
    CTGRAD_GENERATED_LOOPS(CASE)
}
