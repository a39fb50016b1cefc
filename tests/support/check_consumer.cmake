# Builds and runs tests/consumer in a fresh folder against ctgrad, installed or added as a folder.
file(REMOVE_RECURSE ${WORK})

if(WAY STREQUAL "installed")
    execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix
                    COMMAND_ERROR_IS_FATAL ANY)
    set(origin -D CMAKE_PREFIX_PATH=${WORK}/prefix)
else()
    set(origin -D CONSUMER_ADDS=${SOURCE})
endif()

execute_process(
    COMMAND ${CMAKE_COMMAND} -S ${SOURCE}/tests/consumer -B ${WORK}/build -G ${GENERATOR} -D
            CMAKE_CXX_COMPILER=${COMPILER} ${origin} COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${WORK}/build COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${WORK}/build/consumer OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)

set(expected "6 3 2\n")
if(NOT output STREQUAL expected)
    message(FATAL_ERROR "The consumer printed\n${output}instead of\n${expected}")
endif()
