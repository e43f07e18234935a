# Installs the library to a folder of its own, moves that, builds a program against it that knows the
# moved folder alone, and runs it. 0.8002 is what README.md prints for this layer.
cmake_minimum_required(VERSION 3.25)
function(run)
    execute_process(COMMAND ${ARGV} RESULT_VARIABLE status OUTPUT_VARIABLE text ERROR_VARIABLE text)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "${ARGV}\nended with ${status}:\n${text}")
    endif()
    set(text "${text}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${WORK})
run(${CMAKE_COMMAND} --install ${BUILD} --component development --prefix ${WORK}/first)
file(RENAME ${WORK}/first ${WORK}/installed)

file(GLOB_RECURSE texts ${WORK}/installed/*.cmake)
foreach(file ${texts})
    file(READ ${file} content)
    if(content MATCHES "${BUILD}|${WORK}/first")
        message(FATAL_ERROR "${file} names a folder of the build")
    endif()
endforeach()

run(${CMAKE_COMMAND} -S ${CONSUMER} -B ${WORK}/build -G Ninja -DCMAKE_BUILD_TYPE=Release
    -DCMAKE_CXX_COMPILER=${COMPILER} "-DCMAKE_CXX_FLAGS=${FLAGS}"
    -DCMAKE_PREFIX_PATH=${WORK}/installed)
run(${CMAKE_COMMAND} --build ${WORK}/build)
run(${WORK}/build/consumer ${EXAMPLE}/patches_seed1.h5 ${EXAMPLE}/patches_seed2.h5 conv3)
if(NOT text MATCHES "^counterpart [0-9.]+: 0\\.8002\n$")
    message(FATAL_ERROR "the consumer printed: ${text}")
endif()
