# Installs the library `core` with its headers and find_package(counterpart), which gives
# counterpart::core, so that another C++ program can use it.
include(CMakePackageConfigHelpers)

set(config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/counterpart)
set(header_dir ${CMAKE_INSTALL_INCLUDEDIR}/counterpart)

# The name of the file tells whose core it is.
set_target_properties(core PROPERTIES OUTPUT_NAME counterpart-core)
target_compile_features(core INTERFACE cxx_std_20)
target_include_directories(core INTERFACE $<INSTALL_INTERFACE:${header_dir}>)

install(TARGETS core EXPORT counterpart-targets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(EXPORT counterpart-targets NAMESPACE counterpart::
    DESTINATION ${config_dir} COMPONENT development)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/core DESTINATION ${header_dir} COMPONENT development
    FILES_MATCHING PATTERN "*.h")

configure_package_config_file(${PROJECT_SOURCE_DIR}/packaging/cmake/counterpart-config.cmake.in
    ${PROJECT_BINARY_DIR}/counterpart-config.cmake INSTALL_DESTINATION ${config_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/counterpart-config-version.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES
    ${PROJECT_BINARY_DIR}/counterpart-config.cmake
    ${PROJECT_BINARY_DIR}/counterpart-config-version.cmake
    DESTINATION ${config_dir} COMPONENT development)
