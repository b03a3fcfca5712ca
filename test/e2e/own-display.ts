import { inject } from 'vitest'

// What a test starts comes to the display of its worker, of which Vitest numbers the first 1.
const display = inject('displays')[Number(process.env['VITEST_POOL_ID']) - 1]
if (display === undefined) throw new Error('no display for this worker')
process.env['DISPLAY'] = display
process.env['XDG_SESSION_TYPE'] = 'x11'
delete process.env['WAYLAND_DISPLAY']
