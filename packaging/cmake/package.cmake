# The Debian packages, made by cpack (packaging/deb.sh): `counterpart` with the programs, and
# `libcounterpart-core-dev` with the library.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME counterpart)
# Or else CPack puts the description of the project before that of each package.
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program development)
set(CPACK_DEB_COMPONENT_INSTALL ON)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "The Counterpart developers <maintainers@counterpart.example>")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME counterpart)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS "hicolor-icon-theme, shared-mime-info, qt6-wayland")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS "python3-h5py, python3-torch, libcounterpart-core-dev")
set(CPACK_DEBIAN_PROGRAM_DESCRIPTION
"shows which neurons of two networks are counterparts
Opens the activations of two or more neural networks on the same inputs,
finds for every unit of one its counterpart in the other, and shows the
evidence: matrices of correlation and mutual information, matched pairs with
their filters and strongest inputs, sparse mappings, clusters, subspace
matches, and measures of whole layers (CCA, SVCCA, PWCCA, CKA and others) for
pairs, groups and checkpoints. Every view is exported as a figure.

The package has the desktop program, a command-line program that needs no
display, an example of four networks, and scripts that write activations from
PyTorch, Keras and JAX.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libcounterpart-core-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
string(JOIN ", " CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    "libeigen3-dev (>= 3.4)" libhdf5-dev libopenblas-pthread-dev libtbb-dev libzip-dev
    nlohmann-json3-dev pkgconf zlib1g-dev)
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION
"library that compares representations of neural networks
Reads activations in blocks and computes matchings of units, mutual
information, sparse mappings, clusters, subspace matches, CCA, SVCCA, PWCCA,
CKA and other measures.

The package has the static library counterpart-core, its headers and the
package config that find_package(counterpart) of CMake reads.")

# Each package has its own copyright and changelog; what lintian is told knows the tags of Debian 13.
cmake_host_system_information(RESULT debian_version QUERY DISTRIB_VERSION_ID)
set(debian ${PROJECT_SOURCE_DIR}/packaging/debian)
set(changelog ${PROJECT_BINARY_DIR}/packaging/changelog)
configure_file(${debian}/changelog ${changelog} COPYONLY)
execute_process(COMMAND gzip -9nkf ${changelog} COMMAND_ERROR_IS_FATAL ANY)
foreach(component program development)
    string(TOUPPER ${component} upper)
    set(package ${CPACK_DEBIAN_${upper}_PACKAGE_NAME})
    set(doc ${CMAKE_INSTALL_DATADIR}/doc/${package})
    install(FILES ${debian}/copyright ${changelog}.gz DESTINATION ${doc} COMPONENT ${component})
    if(EXISTS ${debian}/${package}.lintian-overrides AND NOT debian_version VERSION_LESS 13)
        install(FILES ${debian}/${package}.lintian-overrides RENAME ${package}
            DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides COMPONENT ${component})
    endif()
endforeach()

include(CPack)
