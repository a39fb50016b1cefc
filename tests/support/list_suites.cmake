# Writes a ctest for every top-level unit of a Boost.Test program: -D PROGRAM=... -D OUTPUT=...
cmake_minimum_required(VERSION 3.25...3.31)
execute_process(COMMAND ${PROGRAM} --list_content ERROR_VARIABLE content COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE ";" "," content "${content}")
string(REPLACE "\n" ";" lines "${content}")

# They take longest, and start first.
set(long accuracy batch constant_math_accuracy cost_models matrix operations_special random_extremes random_graphs range)
set(tests "")
foreach(line IN LISTS lines)
    # Members of a suite are indented; an enabled unit ends in a star.
    if(line STREQUAL "" OR line MATCHES "^ ")
        continue()
    endif()
    if(NOT line MATCHES "^([A-Za-z0-9_]+)\\*?(:.*)?$")
        message(FATAL_ERROR "Put this test case in a suite, ctest cannot name it: ${line}")
    endif()
    set(name ${CMAKE_MATCH_1})
    string(APPEND tests "add_test([==[${name}]==] [==[${PROGRAM}]==] --color_output=no"
           " --catch_system_errors=no --run_test=${name})\n")
    if(name IN_LIST long)
        string(APPEND tests "set_tests_properties([==[${name}]==] PROPERTIES COST 20)\n")
    endif()
endforeach()
file(WRITE ${OUTPUT} "${tests}")
