# A folder is a target is a layer.
#
# counterpart_layer(<target> <folder> [LINK <library>...] [PRIVATE_LINK <library>...]
#                   [PRECOMPILE <header>...])
# makes the static library <target> of <folder>, whose headers are included as "<target>/...".
# A target exports an include directory that holds nothing but a link to its own folder, so that a
# header of a layer that was not linked is not found: a wrong include does not compile.
# PRECOMPILE names headers of libraries that most files of the layer include, by <>: parsing them is
# most of the time of a build.
function(counterpart_layer target folder)
    cmake_parse_arguments(layer "" "" "LINK;PRIVATE_LINK;PRECOMPILE" ${ARGN})
    set(include_root ${CMAKE_BINARY_DIR}/include/${target})
    file(MAKE_DIRECTORY ${include_root})
    file(CREATE_LINK ${folder} ${include_root}/${target} SYMBOLIC)

    add_library(${target} STATIC)
    target_include_directories(${target} PUBLIC $<BUILD_INTERFACE:${include_root}>)
    target_link_libraries(${target}
        PUBLIC ${layer_LINK} $<BUILD_INTERFACE:counterpart_sanitizers>
        PRIVATE ${layer_PRIVATE_LINK} $<BUILD_INTERFACE:counterpart_warnings>)
    target_precompile_headers(${target} PRIVATE ${layer_PRECOMPILE})
endfunction()
