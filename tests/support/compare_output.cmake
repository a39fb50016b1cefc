# Runs a program and compares its output to a file, byte for byte:
# -D PROGRAM=... -D EXPECTED=... -D ACTUAL=...
execute_process(COMMAND ${PROGRAM} OUTPUT_FILE ${ACTUAL} COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${EXPECTED} ${ACTUAL}
                RESULT_VARIABLE different)
if(different)
    file(READ ${ACTUAL} actual)
    file(READ ${EXPECTED} expected)
    message(FATAL_ERROR "Printed:\n${actual}\nExpected, from ${EXPECTED}:\n${expected}")
endif()
