# A folder is a target is a layer.
#
# counterpart_layer(<target> <folder> [LINK <library>...] [PRIVATE_LINK <library>...])
# makes the static library <target> of <folder>, whose headers are included as "<target>/...".
# A target exports an include directory that holds nothing but a link to its own folder, so that a
# header of a layer that was not linked is not found: a wrong include does not compile.
function(counterpart_layer target folder)
    cmake_parse_arguments(layer "" "" "LINK;PRIVATE_LINK" ${ARGN})
    set(include_root ${CMAKE_BINARY_DIR}/include/${target})
    file(MAKE_DIRECTORY ${include_root})
    file(CREATE_LINK ${folder} ${include_root}/${target} SYMBOLIC)

    add_library(${target} STATIC)
    target_include_directories(${target} PUBLIC ${include_root})
    target_link_libraries(${target}
        PUBLIC ${layer_LINK} counterpart_sanitizers
        PRIVATE ${layer_PRIVATE_LINK} counterpart_warnings)
endfunction()
